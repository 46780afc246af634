package io.jvirt.model.complete;

import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.Memory;
import io.jvirt.model.xml.XmlException;

/** How much memory there is at start, at most, and used. */
final class MemorySizes {
    private MemorySizes() {
    }

    static DomainDescription complete(DomainDescription given, CompletionOptions options) {
        long pluggable = 0;
        for (var device : given.devices().memories()) {
            pluggable += device.target().size().bytes();
        }
        long total = given.memory() == null ? 0 : given.memory().size().bytes();
        long cells = total == 0 || options.abiUpdate() ? cells(given) : 0;
        if (cells > 0) {
            total = cells + pluggable;
        } else if (pluggable > total) {
            throw XmlException.unsupported("Total size of memory devices exceeds the total memory size");
        }
        if (total - pluggable == 0) {
            throw XmlException.invalid("Memory size must be specified via <memory> or in the <numa> configuration");
        }
        // Sizes are kept in KiB, a part counting as a whole.
        var memory = MemorySize.ofKib(MemorySize.ofBytes(total).kib());
        var current = given.currentMemory();
        if (current == null || current.bytes() == 0 || current.compareTo(memory) > 0) {
            current = memory;
        }
        var maximum = given.maxMemory();
        if (maximum != null) {
            if (maximum.slots() == null) {
                throw XmlException.invalid("both maximum memory size and memory slot count must be specified");
            }
            if (maximum.size().compareTo(memory) < 0) {
                throw XmlException.invalid("maximum memory size must be equal or greater than the actual memory size");
            }
        }
        return given.withMemory(new Memory(given.memory() == null ? null : given.memory().dumpCore(), memory)).withCurrentMemory(current);
    }

    private static long cells(DomainDescription domain) {
        var cpu = domain.cpu();
        if (cpu == null || cpu.numa() == null) {
            return 0;
        }
        return cpu.numa().cell().stream().mapToLong(cell -> cell.memory().bytes()).sum();
    }
}
