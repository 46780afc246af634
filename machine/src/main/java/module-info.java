/** An x86-64 PC in pure Java: processor, memory, buses, devices and boot loaders, to be embedded in any program. */
@org.jspecify.annotations.NullMarked
module io.jvirt.machine {
    requires static org.jspecify;
    requires io.jvirt.host;

    exports io.jvirt.machine;
    exports io.jvirt.machine.bus;
    exports io.jvirt.machine.memory;
    exports io.jvirt.machine.time;
}
