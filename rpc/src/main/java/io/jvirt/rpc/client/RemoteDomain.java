package io.jvirt.rpc.client;

import static io.jvirt.rpc.protocol.DomainProcedures.*;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags;
import io.jvirt.api.DomainState;
import io.jvirt.api.DomainStatus;
import io.jvirt.api.DumpFormat;
import io.jvirt.api.Flag;
import io.jvirt.api.Metadata;
import io.jvirt.api.StateReason;
import io.jvirt.rpc.protocol.DomainMessages;
import io.jvirt.rpc.protocol.DomainRef;
import io.jvirt.rpc.protocol.QemuProcedures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A guest that a daemon has for us. The id is the one of the last answer that told it, as in libvirt's library. */
final class RemoteDomain implements Domain, RemoteTuning, RemoteFigures, RemoteDevices, RemoteAgent {
    private final RemoteConnection connection;
    private final RpcClient client;
    private volatile DomainRef ref;

    RemoteDomain(RemoteConnection connection, DomainRef ref) {
        this.connection = connection;
        this.client = connection.client();
        this.ref = ref;
    }

    @Override
    public RpcClient client() {
        return client;
    }

    @Override
    public DomainRef ref() {
        return ref;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String name() {
        return ref.name();
    }

    @Override
    public UUID uuid() {
        return ref.uuid();
    }

    @Override
    public OptionalInt id() {
        int id = ref.id();
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    // ---- documents and facts ----

    @Override
    public String xml(DomainFlags.Xml... flags) {
        return client.call(DOMAIN_GET_XML_DESC, with(flags));
    }

    @Override
    public DomainInfo info() {
        DomainMessages.Info info = client.call(DOMAIN_GET_INFO, ref);
        return new DomainInfo(
                DomainState.of(info.state()), info.maxMemory(), info.memory(), info.vcpus(), info.cpuTime());
    }

    @Override
    public DomainStatus status() {
        DomainMessages.State state = client.call(DOMAIN_GET_STATE, with(0));
        return new DomainStatus(StateReason.of(DomainState.of(state.state()), state.reason()));
    }

    @Override
    public ControlInfo controlInfo(int flags) {
        DomainMessages.ControlInfo info = client.call(DOMAIN_GET_CONTROL_INFO, with(flags));
        return new ControlInfo(info.state(), info.details(), info.stateTime());
    }

    @Override
    public String osType() {
        return client.call(DOMAIN_GET_OS_TYPE, ref);
    }

    @Override
    public boolean active() {
        return client.call(DOMAIN_IS_ACTIVE, ref) != 0;
    }

    @Override
    public boolean persistent() {
        return client.call(DOMAIN_IS_PERSISTENT, ref) != 0;
    }

    @Override
    public boolean updated() {
        return client.call(DOMAIN_IS_UPDATED, ref) != 0;
    }

    @Override
    public String hostname() {
        return hostname(0);
    }

    @Override
    public String hostname(int flags) {
        return client.call(DOMAIN_GET_HOSTNAME, with(flags));
    }

    @Override
    public SecurityLabel securityLabel() {
        return label(client.call(DOMAIN_GET_SECURITY_LABEL, ref));
    }

    @Override
    public List<SecurityLabel> securityLabels() {
        List<SecurityLabel> labels = new ArrayList<>();
        for (DomainMessages.SecurityLabel label : client.call(DOMAIN_GET_SECURITY_LABEL_LIST, ref).labels()) {
            labels.add(label(label));
        }
        return labels;
    }

    private static SecurityLabel label(DomainMessages.SecurityLabel label) {
        return new SecurityLabel(label.label(), label.enforcing() != 0);
    }

    @Override
    public List<String> messages() {
        return client.call(DOMAIN_GET_MESSAGES, with(0)).messages();
    }

    // ---- life cycle ----

    @Override
    public void start(DomainFlags.Create... flags) {
        if (flags.length == 0) {
            client.call(DOMAIN_CREATE, ref);
            ref = client.call(DOMAIN_LOOKUP_BY_UUID, ref.uuid()); // tells the new id
        } else {
            ref = client.call(DOMAIN_CREATE_WITH_FLAGS, with(flags));
        }
    }

    @Override
    public void shutdown(DomainFlags.Shutdown... flags) {
        if (flags.length == 0) {
            client.call(DOMAIN_SHUTDOWN, ref);
        } else {
            client.call(DOMAIN_SHUTDOWN_FLAGS, with(flags));
        }
    }

    @Override
    public void reboot(DomainFlags.Shutdown... flags) {
        client.call(DOMAIN_REBOOT, with(flags));
    }

    @Override
    public void reset() {
        client.call(DOMAIN_RESET, with(0));
    }

    @Override
    public void suspend() {
        client.call(DOMAIN_SUSPEND, ref);
    }

    @Override
    public void resume() {
        client.call(DOMAIN_RESUME, ref);
    }

    @Override
    public void destroy(DomainFlags.Destroy... flags) {
        if (flags.length == 0) {
            client.call(DOMAIN_DESTROY, ref);
        } else {
            client.call(DOMAIN_DESTROY_FLAGS, with(flags));
        }
        ref = new DomainRef(ref.name(), ref.uuid(), -1);
    }

    @Override
    public void undefine(DomainFlags.Undefine... flags) {
        if (flags.length == 0) {
            client.call(DOMAIN_UNDEFINE, ref);
        } else {
            client.call(DOMAIN_UNDEFINE_FLAGS, with(flags));
        }
    }

    @Override
    public void rename(String newName) {
        client.call(DOMAIN_RENAME, new DomainMessages.OptionalTextFlags(ref, newName, 0));
        ref = new DomainRef(newName, ref.uuid(), ref.id());
    }

    @Override
    public boolean autostart() {
        return client.call(DOMAIN_GET_AUTOSTART, ref) != 0;
    }

    @Override
    public void setAutostart(boolean autostart) {
        client.call(DOMAIN_SET_AUTOSTART, new DomainMessages.Number(ref, autostart ? 1 : 0));
    }

    @Override
    public void save(String file, @Nullable String xml, DomainFlags.SaveRestore... flags) {
        String path = RemoteConnection.absolute(file);
        if (xml == null && flags.length == 0) {
            client.call(DOMAIN_SAVE, new DomainMessages.Text(ref, path));
        } else {
            client.call(DOMAIN_SAVE_FLAGS, new DomainMessages.Save(ref, path, xml, Flag.bits(flags)));
        }
    }

    @Override
    public void managedSave(DomainFlags.SaveRestore... flags) {
        client.call(DOMAIN_MANAGED_SAVE, with(flags));
    }

    @Override
    public boolean hasManagedSaveImage() {
        return client.call(DOMAIN_HAS_MANAGED_SAVE_IMAGE, with(0)) != 0;
    }

    @Override
    public void removeManagedSave() {
        client.call(DOMAIN_MANAGED_SAVE_REMOVE, with(0));
    }

    @Override
    public String managedSaveXml(DomainFlags.Xml... flags) {
        return client.call(DOMAIN_MANAGED_SAVE_GET_XML_DESC, with(flags));
    }

    @Override
    public void defineManagedSaveXml(String xml, DomainFlags.SaveRestore... flags) {
        client.call(
                DOMAIN_MANAGED_SAVE_DEFINE_XML, new DomainMessages.OptionalTextFlags(ref, xml, Flag.bits(flags)));
    }

    @Override
    public void coreDump(String file, DumpFormat format, DomainFlags.CoreDump... flags) {
        String path = RemoteConnection.absolute(file);
        int bits = Flag.bits(flags);
        if (format == DumpFormat.RAW) {
            client.call(DOMAIN_CORE_DUMP, new DomainMessages.TextFlags(ref, path, bits));
        } else {
            client.call(
                    DOMAIN_CORE_DUMP_WITH_FORMAT, new DomainMessages.CoreDump(ref, path, format.ordinal(), bits));
        }
    }

    @Override
    public void pmSuspend(int target, long seconds) {
        client.call(DOMAIN_PM_SUSPEND_FOR_DURATION, new DomainMessages.PmSuspend(ref, target, seconds, 0));
    }

    @Override
    public void pmWakeup() {
        client.call(DOMAIN_PM_WAKEUP, with(0));
    }

    @Override
    public void setLifecycleAction(int type, int action, DomainFlags.Affect... flags) {
        client.call(
                DOMAIN_SET_LIFECYCLE_ACTION, new DomainMessages.LifecycleAction(ref, type, action, Flag.bits(flags)));
    }

    // ---- metadata ----

    @Override
    public String metadata(Metadata type, @Nullable String uri, DomainFlags.Affect... flags) {
        return client.call(
                DOMAIN_GET_METADATA, new DomainMessages.GetMetadata(ref, type.ordinal(), uri, Flag.bits(flags)));
    }

    @Override
    public void setMetadata(
            Metadata type,
            @Nullable String value,
            @Nullable String key,
            @Nullable String uri,
            DomainFlags.Affect... flags) {
        client.call(
                DOMAIN_SET_METADATA,
                new DomainMessages.SetMetadata(ref, type.ordinal(), value, key, uri, Flag.bits(flags)));
    }

    @Override
    public String monitorCommand(String command, DomainFlags.Monitor... flags) {
        return client.call(
                QemuProcedures.MONITOR_COMMAND, new DomainMessages.TextFlags(ref, command, Flag.bits(flags)));
    }
}
