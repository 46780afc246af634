package io.jvirt.qemu.command;

import io.jvirt.model.MemorySize;
import io.jvirt.model.domain.Cpu;
import io.jvirt.model.domain.DomainDescription;
import io.jvirt.model.domain.MaxMemory;
import io.jvirt.model.domain.Memory;
import io.jvirt.model.domain.MemoryDevice;
import io.jvirt.model.xml.Records;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rounds a guest's memory up to what its machine can have. A guest that comes from elsewhere keeps the sizes that it
 * has there.
 */
final class MemoryAlignment {
    private static final MemorySize POWER = MemorySize.ofMib(256);
    private static final MemorySize USUAL = MemorySize.ofMib(1);
    private static final MemorySize USUAL_MODULE = MemorySize.ofMib(2);

    private MemoryAlignment() {
    }

    static DomainDescription apply(DomainDescription domain) {
        Memory memory = domain.memory();
        if (memory == null) {
            return domain;
        }
        boolean power = Machine.of(domain).isPpc64();
        MemorySize unit = power ? POWER : USUAL;
        List<MemoryDevice> modules = new ArrayList<>();
        long before = 0;
        long after = 0;
        for (MemoryDevice module : domain.devices().memories()) {
            MemoryDevice aligned = module(module, power);
            before += module.target().size().bytes();
            after += aligned.target().size().bytes();
            modules.add(aligned);
        }
        DomainDescription result = Records.with(domain, "devices",
                Records.with(domain.devices(), "memories", List.copyOf(modules)));
        Cpu cpu = domain.cpu();
        Cpu.@Nullable Numa numa = cpu == null ? null : cpu.numa();
        long initial;
        if (cpu != null && numa != null && !numa.cell().isEmpty()) {
            List<Cpu.Cell> cells = numa.cell().stream()
                    .map(cell -> Records.with(cell, "memory", cell.memory().roundUp(unit))).toList();
            initial = cells.stream().mapToLong(cell -> cell.memory().bytes()).sum();
            result = Records.with(result, "cpu", Records.with(cpu, "numa", Records.with(numa, "cell", cells)));
        } else {
            initial = MemorySize.ofBytes(Math.max(memory.size().bytes() - before, 0)).roundUp(unit).bytes();
        }
        result = Records.with(result, "memory", Records.with(memory, "size", MemorySize.ofBytes(initial + after)));
        MaxMemory max = domain.maxMemory();
        return max == null ? result
                : Records.with(result, "maxMemory", Records.with(max, "size", max.size().roundUp(unit)));
    }

    private static MemoryDevice module(MemoryDevice module, boolean power) {
        MemorySize size = module.target().size();
        MemorySize label = module.target().labelSize();
        MemorySize aligned;
        if (power && module.model() == MemoryDevice.Model.NVDIMM) {
            // The label is beside what the guest maps, and a part of a block cannot be mapped.
            long labelBytes = label == null ? 0 : label.bytes();
            aligned = MemorySize.ofBytes((size.bytes() - labelBytes) / POWER.bytes() * POWER.bytes() + labelBytes);
        } else {
            aligned = size.roundUp(power ? POWER : USUAL_MODULE);
        }
        return Records.with(module, "target", Records.with(module.target(), "size", aligned));
    }
}
