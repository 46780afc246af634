/** Disk image formats in pure Java. */
@org.jspecify.annotations.NullMarked
module io.jvirt.image {
    requires static org.jspecify;
}
