package io.jvirt.cli.run;

import io.jvirt.api.Domain;
import io.jvirt.api.DomainFlags.ListAll;
import io.jvirt.api.DomainState;
import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.Metadata;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The command {@code list}. */
public final class DomainList {
    private DomainList() {}

    /** Lists guests: those that run by id, then the others by name. */
    public static void list(Invocation in) {
        in.exclusive("table", "name");
        in.exclusive("table", "uuid");
        in.exclusive("table", "id");
        in.attempt("Failed to list domains");
        List<Domain> domains = new ArrayList<>(in.connection().domains(filter(in)));
        domains.sort(ORDER);
        boolean id = in.flag("id");
        boolean uuid = in.flag("uuid");
        boolean name = in.flag("name");
        if (in.structured()) {
            in.document(records(in, domains));
        } else if (id || uuid || name) {
            for (Domain domain : domains) {
                StringBuilder line = new StringBuilder();
                if (uuid) {
                    line.append(domain.uuid()).append(id || name ? " " : "");
                }
                if (id) {
                    line.append(id(domain)).append(name ? " " : "");
                }
                if (name) {
                    line.append(domain.name());
                }
                in.print(line.append('\n').toString());
            }
        } else {
            in.show(table(in, domains));
        }
    }

    private static final Comparator<Domain> ORDER = new Comparator<>() {
        @Override
        public int compare(Domain a, Domain b) {
            OptionalInt idA = a.id();
            OptionalInt idB = b.id();
            if (idA.isPresent() && idB.isPresent()) {
                return Integer.compare(idA.getAsInt(), idB.getAsInt());
            }
            if (idA.isPresent() != idB.isPresent()) {
                return idA.isPresent() ? -1 : 1;
            }
            return a.name().compareToIgnoreCase(b.name());
        }
    };

    private static ListAll[] filter(Invocation in) {
        List<ListAll> flags = new ArrayList<>();
        boolean all = in.flag("all");
        boolean inactive = in.flag("inactive");
        if (all || !inactive && !in.flag("state-shutoff")) {
            flags.add(ListAll.ACTIVE);
        }
        if (all || inactive || in.flag("state-shutoff")) {
            flags.add(ListAll.INACTIVE);
        }
        addIf(in, "persistent", ListAll.PERSISTENT, flags);
        addIf(in, "transient", ListAll.TRANSIENT, flags);
        addIf(in, "with-managed-save", ListAll.MANAGEDSAVE, flags);
        addIf(in, "without-managed-save", ListAll.NO_MANAGEDSAVE, flags);
        addIf(in, "autostart", ListAll.AUTOSTART, flags);
        addIf(in, "no-autostart", ListAll.NO_AUTOSTART, flags);
        addIf(in, "with-snapshot", ListAll.HAS_SNAPSHOT, flags);
        addIf(in, "without-snapshot", ListAll.NO_SNAPSHOT, flags);
        addIf(in, "with-checkpoint", ListAll.HAS_CHECKPOINT, flags);
        addIf(in, "without-checkpoint", ListAll.NO_CHECKPOINT, flags);
        addIf(in, "state-running", ListAll.RUNNING, flags);
        addIf(in, "state-paused", ListAll.PAUSED, flags);
        addIf(in, "state-shutoff", ListAll.SHUTOFF, flags);
        addIf(in, "state-other", ListAll.OTHER, flags);
        return flags.toArray(new ListAll[0]);
    }

    private static void addIf(Invocation in, String option, ListAll flag, List<ListAll> flags) {
        if (in.flag(option)) {
            flags.add(flag);
        }
    }

    private static TextTable table(Invocation in, List<Domain> domains) {
        boolean title = in.flag("title");
        TextTable table =
                title ? new TextTable("Id", "Name", "State", "Title") : new TextTable("Id", "Name", "State");
        for (Domain domain : domains) {
            String state = state(in, domain);
            if (title) {
                table.row(id(domain), domain.name(), state, title(domain));
            } else {
                table.row(id(domain), domain.name(), state);
            }
        }
        return table;
    }

    private static List<Map<String, @Nullable Object>> records(Invocation in, List<Domain> domains) {
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        for (Domain domain : domains) {
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            record.put("id", domain.id().isPresent() ? domain.id().getAsInt() : null);
            record.put("name", domain.name());
            record.put("uuid", domain.uuid().toString());
            record.put("state", state(in, domain));
            if (in.flag("title")) {
                record.put("title", title(domain));
            }
            records.add(record);
        }
        return records;
    }

    private static String id(Domain domain) {
        OptionalInt id = domain.id();
        return id.isPresent() ? Integer.toString(id.getAsInt()) : "-";
    }

    private static String state(Invocation in, Domain domain) {
        DomainState state;
        try {
            state = domain.status().state();
        } catch (JvirtException e) {
            if (e.code() == ErrorCode.NO_DOMAIN) {
                // It went away since the list was made.
                return DomainState.NOSTATE.words();
            }
            throw e;
        }
        if (in.flag("managed-save") && state == DomainState.SHUTOFF && domain.hasManagedSaveImage()) {
            return "saved";
        }
        return state.words();
    }

    private static String title(Domain domain) {
        try {
            return domain.metadata(Metadata.TITLE, null);
        } catch (JvirtException e) {
            if (e.code() == ErrorCode.NO_DOMAIN_METADATA || e.code() == ErrorCode.NO_DOMAIN) {
                return "";
            }
            throw e;
        }
    }
}
