/** Disk image formats in pure Java. */
@org.jspecify.annotations.NullMarked
module io.jvirt.image {
    requires static org.jspecify;
    requires aircompressor.v3;

    exports io.jvirt.image;
    exports io.jvirt.image.luks;
    exports io.jvirt.image.operation;
    exports io.jvirt.image.qcow2;
    exports io.jvirt.image.raw;
}
