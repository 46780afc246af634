package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.DomainFlags;
import io.jvirt.api.Flag;
import io.jvirt.rpc.protocol.DomainMessages;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The CPUs and the memory of a daemon's guest. */
interface RemoteTuning extends RemoteShares {
    @Override
    default int vcpus(DomainFlags.Vcpu... flags) {
        return client().call(DOMAIN_GET_VCPUS_FLAGS, with(flags));
    }

    @Override
    default void setVcpus(int count, DomainFlags.Vcpu... flags) {
        client().call(DOMAIN_SET_VCPUS_FLAGS, new DomainMessages.NumberFlags(ref(), count, Flag.bits(flags)));
    }

    @Override
    default void setVcpu(String map, boolean enable, DomainFlags.Affect... flags) {
        client().call(DOMAIN_SET_VCPU, new DomainMessages.EnableVcpus(ref(), map, enable ? 1 : 0, Flag.bits(flags)));
    }

    @Override
    default int maxVcpus() {
        return client().call(DOMAIN_GET_MAX_VCPUS, ref());
    }

    @Override
    default List<VcpuInfo> vcpuInfo() {
        int count = client().call(DOMAIN_GET_INFO, ref()).vcpus();
        int length = mapLength();
        DomainMessages.Vcpus answer =
                client().call(DOMAIN_GET_VCPUS, new DomainMessages.GetVcpus(ref(), count, length));
        List<VcpuInfo> vcpus = new ArrayList<>();
        for (DomainMessages.Vcpu one : answer.info()) {
            CpuSet allowed = cpus(answer.maps(), vcpus.size(), length);
            vcpus.add(new VcpuInfo(one.number(), one.state(), one.cpuTime(), one.cpu(), allowed));
        }
        return vcpus;
    }

    @Override
    default List<CpuSet> vcpuPins(DomainFlags.Affect... flags) {
        int bits = Flag.bits(flags);
        int count = client().call(DOMAIN_GET_VCPUS_FLAGS, with(bits | DomainFlags.Vcpu.MAXIMUM.bit()));
        int length = mapLength();
        DomainMessages.CpuMaps answer = client().call(
                DOMAIN_GET_VCPU_PIN_INFO, new DomainMessages.GetVcpuPins(ref(), count, length, bits));
        List<CpuSet> pins = new ArrayList<>();
        for (int i = 0; i < answer.count(); i++) {
            pins.add(cpus(answer.maps(), i, length));
        }
        return pins;
    }

    @Override
    default void pinVcpu(int vcpu, CpuSet cpus, DomainFlags.Affect... flags) {
        client().call(
                DOMAIN_PIN_VCPU_FLAGS,
                new DomainMessages.PinVcpuFlags(ref(), vcpu, cpus.bits().toByteArray(), Flag.bits(flags)));
    }

    @Override
    default CpuSet emulatorPin(DomainFlags.Affect... flags) {
        int length = mapLength();
        DomainMessages.CpuMaps answer = client().call(
                DOMAIN_GET_EMULATOR_PIN_INFO, new DomainMessages.NumberFlags(ref(), length, Flag.bits(flags)));
        return cpus(answer.maps(), 0, length);
    }

    @Override
    default void pinEmulator(CpuSet cpus, DomainFlags.Affect... flags) {
        client().call(
                DOMAIN_PIN_EMULATOR,
                new DomainMessages.PinEmulator(ref(), cpus.bits().toByteArray(), Flag.bits(flags)));
    }

    /** {@return the bytes of a map with all CPUs of the host} */
    private int mapLength() {
        return (connection().nodeCpuMap().online().size() + 7) / 8;
    }

    private static CpuSet cpus(byte[] maps, int index, int length) {
        int from = Math.min(maps.length, index * length);
        int to = Math.min(maps.length, from + length);
        return new CpuSet(BitSet.valueOf(java.util.Arrays.copyOfRange(maps, from, to)));
    }

    @Override
    default void setMemory(long kib, DomainFlags.Memory... flags) {
        client().call(DOMAIN_SET_MEMORY_FLAGS, new DomainMessages.AmountFlags(ref(), kib, Flag.bits(flags)));
    }

    @Override
    default long maxMemory() {
        return client().call(DOMAIN_GET_MAX_MEMORY, ref());
    }

    @Override
    default void setMemoryStatsPeriod(int seconds, DomainFlags.Memory... flags) {
        client().call(
                DOMAIN_SET_MEMORY_STATS_PERIOD, new DomainMessages.NumberFlags(ref(), seconds, Flag.bits(flags)));
    }
}
