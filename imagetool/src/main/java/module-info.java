/** jvirt image: disk images of all formats with qemu-img's commands and options. */
@org.jspecify.annotations.NullMarked
module io.jvirt.imagetool {
    requires static org.jspecify;
    requires io.jvirt.host;
    requires io.jvirt.image;
}
