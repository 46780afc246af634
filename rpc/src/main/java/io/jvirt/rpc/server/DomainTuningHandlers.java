package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.Flag;
import io.jvirt.rpc.protocol.DomainMessages;
import java.util.ArrayList;
import java.util.List;

/** A guest's CPUs and memory. */
final class DomainTuningHandlers {
    private static final int CPUMAPS_MAX = 8_388_608;

    private DomainTuningHandlers() {}

    static void bind(Dispatch on) {
        on.run(DOMAIN_SET_VCPUS, (call, a) -> call.domain(a.domain()).setVcpus(a.number(), DomainFlags.Vcpu.LIVE));
        on.run(DOMAIN_SET_VCPUS_FLAGS, (call, a) -> call.domain(a.domain())
                .setVcpus(a.number(), call.flags(DomainFlags.Vcpu.class, a.flags())));
        on.call(DOMAIN_GET_VCPUS_FLAGS, (call, a) -> {
            DomainFlags.Vcpu[] flags = call.flags(DomainFlags.Vcpu.class, a.flags());
            if (Flag.has(flags, DomainFlags.Vcpu.GUEST)) {
                call.needsWrite();
            }
            return call.domain(a.domain()).vcpus(flags);
        });
        on.call(DOMAIN_GET_MAX_VCPUS, (call, a) -> call.domain(a).maxVcpus());
        on.run(DOMAIN_SET_VCPU, (call, a) -> call.domain(a.domain())
                .setVcpu(a.vcpus(), a.state() != 0, call.flags(DomainFlags.Affect.class, a.flags())));
        on.call(DOMAIN_GET_VCPUS, DomainTuningHandlers::vcpus);
        on.run(DOMAIN_PIN_VCPU, (call, a) -> call.domain(a.domain())
                .pinVcpu(a.vcpu(), Convert.cpus(a.map()), DomainFlags.Affect.LIVE));
        on.run(DOMAIN_PIN_VCPU_FLAGS, (call, a) -> call.domain(a.domain())
                .pinVcpu(a.vcpu(), Convert.cpus(a.map()), call.flags(DomainFlags.Affect.class, a.flags())));
        on.call(DOMAIN_GET_VCPU_PIN_INFO, (call, a) -> {
            List<Domain.CpuSet> pins = Convert.atMost(
                    call.domain(a.domain()).vcpuPins(call.flags(DomainFlags.Affect.class, a.flags())), a.maps());
            return new DomainMessages.CpuMaps(maps(pins, pins.size(), a.mapLength()), pins.size());
        });
        on.run(DOMAIN_PIN_EMULATOR, (call, a) -> call.domain(a.domain())
                .pinEmulator(Convert.cpus(a.map()), call.flags(DomainFlags.Affect.class, a.flags())));
        on.call(DOMAIN_GET_EMULATOR_PIN_INFO, (call, a) -> {
            Domain.CpuSet pin = call.domain(a.domain())
                    .emulatorPin(call.flags(DomainFlags.Affect.class, a.flags()));
            return new DomainMessages.CpuMaps(maps(List.of(pin), 1, a.number()), 1);
        });

        on.call(DOMAIN_GET_MAX_MEMORY, (call, a) -> call.domain(a).maxMemory());
        on.run(DOMAIN_SET_MAX_MEMORY, (call, a) -> call.domain(a.domain())
                .setMemory(a.amount(), DomainFlags.Memory.MAXIMUM));
        on.run(DOMAIN_SET_MEMORY, (call, a) -> call.domain(a.domain()).setMemory(a.amount(), DomainFlags.Memory.LIVE));
        on.run(DOMAIN_SET_MEMORY_FLAGS, (call, a) -> call.domain(a.domain())
                .setMemory(a.amount(), call.flags(DomainFlags.Memory.class, a.flags())));
        on.run(DOMAIN_SET_MEMORY_STATS_PERIOD, (call, a) -> call.domain(a.domain())
                .setMemoryStatsPeriod(a.number(), call.flags(DomainFlags.Memory.class, a.flags())));
    }

    private static DomainMessages.Vcpus vcpus(Call call, DomainMessages.GetVcpus a) {
        List<Domain.VcpuInfo> all = Convert.atMost(call.domain(a.domain()).vcpuInfo(), a.maxInfo());
        List<DomainMessages.Vcpu> info = new ArrayList<>();
        List<Domain.CpuSet> allowed = new ArrayList<>();
        for (Domain.VcpuInfo vcpu : all) {
            info.add(new DomainMessages.Vcpu(vcpu.number(), vcpu.state(), vcpu.cpuTimeNanos(), vcpu.cpu()));
            allowed.add(vcpu.allowed());
        }
        return new DomainMessages.Vcpus(info, maps(allowed, a.maxInfo(), a.mapLength()));
    }

    /** {@return the maps one after the other in room for {@code count}} */
    private static byte[] maps(List<Domain.CpuSet> sets, int count, int length) {
        if (length < 0 || (long) count * length > CPUMAPS_MAX) {
            throw ClientSession.rpcInternal(count + " CPU maps of " + length + " bytes are too much");
        }
        byte[] maps = new byte[count * length];
        for (int i = 0; i < sets.size(); i++) {
            Convert.putCpus(maps, i * length, length, sets.get(i));
        }
        return maps;
    }
}
