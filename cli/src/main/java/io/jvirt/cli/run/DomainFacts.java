package io.jvirt.cli.run;

import io.jvirt.api.Connection;
import io.jvirt.api.Domain;
import io.jvirt.api.DomainStatus;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Node;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.Decimal;
import io.jvirt.cli.text.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands {@code dominfo}, {@code domstate} and {@code domcontrol}. */
public final class DomainFacts {
    private static final String[] CONTROL_STATES = {"ok", "background job", "occupied", "error"};
    private static final String[] CONTROL_ERRORS = {"", "unknown", "monitor failure", "internal (locking) error"};

    private DomainFacts() {}

    /** Prints a guest at a glance. */
    public static void info(Invocation in) {
        Domain domain = in.domain();
        Fields fields = new Fields(15);
        try {
            collect(in, domain, fields);
        } finally {
            // What is known is told, also when a later fact cannot be had.
            in.show(fields);
        }
    }

    private static void collect(Invocation in, Domain domain, Fields fields) {
        if (domain.id().isPresent()) {
            fields.add("Id:", domain.id().getAsInt());
        } else {
            fields.add("Id:", "-", "id", null);
        }
        fields.add("Name:", domain.name());
        fields.add("UUID:", domain.uuid().toString());
        fields.add("OS Type:", domain.osType());
        Domain.DomainInfo info = domain.info();
        fields.add("State:", info.state().words());
        fields.add("CPU(s):", info.vcpus());
        if (info.cpuTimeNanos() != 0) {
            fields.add(
                    "CPU time:", Decimal.seconds(info.cpuTimeNanos()) + "s", "cpu-time-nanoseconds", info.cpuTimeNanos());
        }
        fields.add("Max memory:", info.maxMemoryKib() + " KiB", "max-memory-kib", info.maxMemoryKib());
        fields.add("Used memory:", info.memoryKib() + " KiB", "used-memory-kib", info.memoryKib());
        boolean persistent = domain.persistent();
        fields.add("Persistent:", persistent ? "yes" : "no", "persistent", persistent);
        addAutostart(domain, fields);
        boolean saved = domain.hasManagedSaveImage();
        fields.add("Managed save:", saved ? "yes" : "no", "managed-save", saved);
        addSecurity(in.connection(), domain, fields);
        addMessages(domain, fields);
    }

    private static void addAutostart(Domain domain, Fields fields) {
        try {
            boolean autostart = domain.autostart();
            fields.add("Autostart:", autostart ? "enable" : "disable", "autostart", autostart);
        } catch (JvirtException e) {
            // As virsh: a driver without autostart shows no such line.
            if (e.code() != ErrorCode.NO_SUPPORT && e.code() != ErrorCode.OPERATION_INVALID) {
                throw e;
            }
        }
    }

    private static void addSecurity(Connection connection, Domain domain, Fields fields) {
        Node.SecurityModel model;
        try {
            model = connection.securityModel();
        } catch (JvirtException e) {
            if (e.code() == ErrorCode.NO_SUPPORT) {
                return;
            }
            throw e;
        }
        if (model.model().isEmpty()) {
            return;
        }
        fields.add("Security model:", model.model());
        fields.add("Security DOI:", model.doi());
        Domain.SecurityLabel label = domain.securityLabel();
        if (!label.label().isEmpty()) {
            String mode = label.enforcing() ? "enforcing" : "permissive";
            fields.add("Security label:", label.label() + " (" + mode + ")", "security-label", label.label());
        }
    }

    private static void addMessages(Domain domain, Fields fields) {
        List<String> messages;
        try {
            messages = domain.messages();
        } catch (JvirtException e) {
            if (e.code() == ErrorCode.NO_SUPPORT) {
                return;
            }
            throw e;
        }
        for (int i = 0; i < messages.size(); i++) {
            fields.add(i == 0 ? "Messages:" : "", messages.get(i), "messages", messages);
        }
    }

    /** Prints the state of a guest. */
    public static void state(Invocation in) {
        DomainStatus status = in.domain().status();
        String state = status.state().words();
        if (in.structured()) {
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            record.put("state", state);
            record.put("reason", status.reason().words());
            in.document(record);
            return;
        }
        in.print(state);
        if (in.flag("reason")) {
            in.print(" (" + status.reason().words() + ")");
        }
        in.print("\n");
    }

    /** Prints what the monitor does. */
    public static void control(Invocation in) {
        Domain.ControlInfo info = in.domain().controlInfo(0);
        String state = word(CONTROL_STATES, info.state());
        if (info.state() == 1 || info.state() == 2) {
            in.print(state + " (" + Decimal.fixed(info.stateTimeMillis() / 1000.0, 3) + "s)\n");
        } else if (info.state() == 3 && info.details() > 0) {
            in.print(state + ": " + word(CONTROL_ERRORS, info.details()) + "\n");
        } else {
            in.print(state + "\n");
        }
    }

    private static String word(String[] words, int number) {
        return number >= 0 && number < words.length ? words[number] : "unknown";
    }
}
