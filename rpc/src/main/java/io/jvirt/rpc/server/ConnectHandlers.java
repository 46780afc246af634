package io.jvirt.rpc.server;

import static io.jvirt.rpc.protocol.ConnectProcedures.*;

import io.jvirt.api.CpuFlags;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainStats;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.GuestKind;
import io.jvirt.api.JvirtException;
import io.jvirt.rpc.protocol.ConnectMessages;
import io.jvirt.rpc.protocol.DomainRef;
import java.util.ArrayList;
import java.util.List;

/** Opening, closing, asking what there is. */
final class ConnectHandlers {
    /** The flag of CONNECT_OPEN that we look at; the other one concerns the client's own configuration. */
    private static final int OPEN_READ_ONLY = 1;

    private static final int OPEN_FLAGS = 3;

    private ConnectHandlers() {}

    static void bind(Dispatch on) {
        on.call(AUTH_LIST, (call, _) -> new ConnectMessages.AuthTypes(call.session().authenticationMethods()));
        on.run(CONNECT_OPEN, (call, a) -> {
            if ((a.flags() & ~OPEN_FLAGS) != 0) {
                throw JvirtException.invalidArgument(
                        io.jvirt.api.ErrorDomain.NONE,
                        "unsupported flags (0x" + Integer.toHexString(a.flags() & ~OPEN_FLAGS)
                                + ") in function virConnectOpen");
            }
            String uri = a.name() == null || a.name().isEmpty() ? null : a.name();
            call.session().open(uri, (a.flags() & OPEN_READ_ONLY) != 0);
        });
        on.run(CONNECT_CLOSE, (call, _) -> call.afterReply(call.session()::close));
        on.call(CONNECT_SUPPORTS_FEATURE, ConnectHandlers::supportsFeature);
        on.call(CONNECT_GET_TYPE, (call, _) -> call.connection().type());
        on.call(CONNECT_GET_VERSION, (call, _) -> call.connection().version());
        on.call(CONNECT_GET_LIB_VERSION, (call, _) -> call.connection().libraryVersion());
        on.call(CONNECT_GET_URI, (call, _) -> call.connection().uri());
        on.call(CONNECT_GET_HOSTNAME, (call, _) -> call.connection().hostname());
        on.call(CONNECT_IS_SECURE, (call, _) -> {
            call.connection();
            return Convert.number(call.session().secure());
        });
        on.call(CONNECT_GET_CAPABILITIES, (call, _) -> call.connection().capabilities());
        on.call(CONNECT_GET_DOMAIN_CAPABILITIES, (call, a) -> {
            call.noFlags(a.flags());
            return call.connection().domainCapabilities(a.emulator(), a.arch(), a.machine(), a.virtType());
        });
        on.call(CONNECT_GET_CPU_MODEL_NAMES, (call, a) -> {
            call.noFlags(a.flags());
            List<String> models = call.connection().cpuModels(a.arch());
            return new ConnectMessages.CpuModelNames(a.needResults() != 0 ? models : List.of(), models.size());
        });
        on.call(CONNECT_COMPARE_CPU, (call, a) ->
                call.connection().compareCpu(a.xml(), call.flags(CpuFlags.Compare.class, a.flags())).ordinal());
        on.call(CONNECT_BASELINE_CPU, (call, a) ->
                call.connection().baselineCpu(a.cpus(), call.flags(CpuFlags.Baseline.class, a.flags())));
        on.call(CONNECT_COMPARE_HYPERVISOR_CPU, (call, a) -> call.connection()
                .compareHypervisorCpu(
                        new GuestKind(a.emulator(), a.arch(), a.machine(), a.virtType()),
                        a.xml(),
                        call.flags(CpuFlags.Compare.class, a.flags()))
                .ordinal());
        on.call(CONNECT_BASELINE_HYPERVISOR_CPU, (call, a) -> call.connection()
                .baselineHypervisorCpu(
                        new GuestKind(a.emulator(), a.arch(), a.machine(), a.virtType()),
                        a.cpus(),
                        call.flags(CpuFlags.Baseline.class, a.flags())));
        on.call(CONNECT_GET_MAX_VCPUS, (call, a) -> call.connection().maxVcpus(a.text()));
        on.call(CONNECT_GET_SYSINFO, (call, flags) -> {
            call.noFlags(flags);
            return call.connection().sysinfo();
        });
        on.call(CONNECT_DOMAIN_XML_FROM_NATIVE, (call, a) -> {
            call.noFlags(a.flags());
            return call.connection().domainXmlFromNative(a.format(), a.text());
        });
        on.call(CONNECT_DOMAIN_XML_TO_NATIVE, (call, a) -> {
            call.noFlags(a.flags());
            return call.connection().domainXmlToNative(a.format(), a.text());
        });
        on.call(CONNECT_LIST_ALL_DOMAINS, (call, a) -> {
            List<Domain> domains = call.connection().domains(call.flags(DomainFlags.ListAll.class, a.flags()));
            return new ConnectMessages.Domains(
                    a.needResults() != 0 ? Convert.refs(domains) : List.of(), domains.size());
        });
        on.call(CONNECT_NUM_OF_DOMAINS, (call, _) -> active(call).size());
        on.call(CONNECT_LIST_DOMAINS, (call, max) -> {
            List<Integer> ids = new ArrayList<>();
            for (Domain domain : active(call)) {
                domain.id().ifPresent(ids::add);
            }
            return new ConnectMessages.Ids(
                    Convert.atMost(ids, max).stream().mapToInt(Integer::intValue).toArray());
        });
        on.call(CONNECT_NUM_OF_DEFINED_DOMAINS, (call, _) -> inactive(call).size());
        on.call(CONNECT_LIST_DEFINED_DOMAINS, (call, max) -> {
            List<String> names = new ArrayList<>();
            for (Domain domain : inactive(call)) {
                names.add(domain.name());
            }
            return new ConnectMessages.Names(Convert.atMost(names, max));
        });
        on.call(CONNECT_GET_ALL_DOMAIN_STATS, ConnectHandlers::allDomainStats);
    }

    private static List<Domain> active(Call call) {
        return call.connection().domains(DomainFlags.ListAll.ACTIVE);
    }

    private static List<Domain> inactive(Call call) {
        return call.connection().domains(DomainFlags.ListAll.INACTIVE);
    }

    private static int supportsFeature(Call call, int number) {
        Feature feature = Feature.of(number);
        if (feature == Feature.PROGRAM_KEEPALIVE) {
            // Asked before the connection is open: the client answers PING, so it may be asked for signs of life.
            call.session().startKeepAlive();
            return 1;
        }
        call.connection();
        return feature == null
                ? 0
                : switch (feature) {
                    case TYPED_PARAM_STRING,
                            PROGRAM_KEEPALIVE,
                            REMOTE_EVENT_CALLBACK,
                            REMOTE_CLOSE_CALLBACK,
                            XML_MIGRATABLE,
                            NETWORK_UPDATE_CORRECT_ORDER -> 1;
                    case FD_PASSING -> Convert.number(call.session().passesDescriptors());
                    case MIGRATION_V1,
                            REMOTE,
                            MIGRATION_V2,
                            MIGRATION_P2P,
                            MIGRATION_DIRECT,
                            MIGRATION_V3,
                            MIGRATE_CHANGE_PROTECTION,
                            MIGRATION_OFFLINE,
                            MIGRATION_PARAMS -> 0;
                };
    }

    private static ConnectMessages.DomainStats allDomainStats(Call call, ConnectMessages.AllDomainStats a) {
        DomainFlags.AllStats[] flags = call.flags(DomainFlags.AllStats.class, a.flags());
        List<DomainFlags.Stats> groups = new ArrayList<>();
        int unknown = a.stats();
        for (DomainFlags.Stats group : DomainFlags.Stats.values()) {
            if ((a.stats() & group.bit()) != 0) {
                groups.add(group);
                unknown &= ~group.bit();
            }
        }
        if (unknown != 0 && io.jvirt.api.Flag.has(flags, DomainFlags.AllStats.ENFORCE_STATS)) {
            throw new JvirtException(
                    ErrorCode.ARGUMENT_UNSUPPORTED,
                    call.errorDomain(),
                    "Stats types bits 0x" + Integer.toHexString(unknown) + " are not supported by this daemon");
        }
        if (unknown != 0 && groups.isEmpty()) {
            return new ConnectMessages.DomainStats(List.of()); // an empty list would mean all groups
        }
        List<Domain> wanted = new ArrayList<>();
        for (DomainRef ref : a.domains()) {
            try {
                wanted.add(call.domain(ref));
            } catch (JvirtException e) {
                if (e.code() != ErrorCode.NO_DOMAIN) {
                    throw e;
                } // gone since the client listed it: left out, as in libvirt
            }
        }
        List<ConnectMessages.DomainStat> records = new ArrayList<>();
        if (a.domains().isEmpty() || !wanted.isEmpty()) {
            for (DomainStats stats : call.connection().domainStats(wanted, groups, flags)) {
                records.add(new ConnectMessages.DomainStat(Convert.ref(stats.domain()), stats.values()));
            }
        }
        return new ConnectMessages.DomainStats(records);
    }
}
