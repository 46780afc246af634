package io.jvirt.cli.run;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.JvirtException;
import io.jvirt.api.network.FilterBinding;
import io.jvirt.api.network.FilterFlags;
import io.jvirt.api.network.NetworkFilter;
import io.jvirt.api.network.NetworkFilters;
import io.jvirt.cli.Invocation;
import io.jvirt.cli.text.TextTable;
import java.util.UUID;

/** The commands about network filters. */
public final class FilterCommands {
    private FilterCommands() {}

    private static FilterFlags.Define[] flags(boolean validate) {
        return validate ? new FilterFlags.Define[] {FilterFlags.Define.VALIDATE} : new FilterFlags.Define[0];
    }

    /** {@return the filter that the option names} */
    private static NetworkFilter filter(Invocation in) {
        String named = in.required("nwfilter");
        NetworkFilters filters = in.connection().networkFilters();
        in.attempt("failed to get nwfilter '" + named + "'");
        try {
            return filters.filter(UUID.fromString(named));
        } catch (IllegalArgumentException e) {
            return filters.filter(named);
        } catch (JvirtException e) {
            if (e.code() != ErrorCode.NO_NWFILTER) {
                throw e;
            }
            return filters.filter(named);
        } finally {
            in.attempt(null);
        }
    }

    private static FilterBinding binding(Invocation in) {
        String named = in.required("binding");
        return in.connection().networkFilters().binding(named);
    }

    /** Stores a document. */
    public static void define(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to define network filter from " + file);
        NetworkFilter filter = in.connection().networkFilters().define(xml, flags(in.flag("validate")));
        in.extra("Network filter " + filter.name() + " defined from " + file + "\n");
    }

    /** Prints a document. */
    public static void dump(Invocation in) {
        Definitions.print(in, filter(in).xml());
    }

    /** Edits a document. */
    public static void edit(Invocation in) {
        NetworkFilters filters = in.connection().networkFilters();
        NetworkFilter filter = filter(in);
        boolean changed = Editing.edit(in, false, new Editing.Subject() {
            @Override
            public String read() {
                return filter.xml();
            }

            @Override
            public void write(String xml, boolean validate) {
                filters.define(xml, flags(validate));
            }
        });
        in.extra("Network filter " + filter.name() + " XML configuration " + (changed ? "edited" : "not changed") + ".\n");
    }

    /** Lists the filters. */
    public static void list(Invocation in) {
        in.attempt("Failed to list network filters");
        TextTable table = new TextTable("UUID", "Name");
        for (NetworkFilter filter : in.connection().networkFilters().list()) {
            table.row(filter.uuid().toString(), filter.name());
        }
        in.show(table);
    }

    /** Removes a filter. */
    public static void undefine(Invocation in) {
        NetworkFilter filter = filter(in);
        in.attempt("Failed to undefine network filter " + filter.name());
        filter.undefine();
        in.extra("Network filter " + filter.name() + " undefined\n");
    }

    /** Puts a filter in force. */
    public static void bind(Invocation in) {
        String file = in.required("file");
        String xml = in.read(file);
        in.attempt("Failed to create network filter from " + file);
        FilterBinding binding = in.connection().networkFilters().createBinding(xml, flags(in.flag("validate")));
        in.extra("Network filter binding on " + binding.portDevice() + " created from " + file + "\n");
    }

    /** Takes a filter from an interface. */
    public static void unbind(Invocation in) {
        FilterBinding binding = binding(in);
        in.attempt("Failed to delete network filter binding on " + binding.portDevice());
        binding.delete();
        in.extra("Network filter binding on " + binding.portDevice() + " deleted\n");
    }

    /** Prints what is in force on an interface. */
    public static void dumpBinding(Invocation in) {
        Definitions.print(in, binding(in).xml());
    }

    /** Lists what is in force. */
    public static void bindings(Invocation in) {
        in.attempt("Failed to list network filter bindings");
        TextTable table = new TextTable("Port Dev", "Filter");
        for (FilterBinding binding : in.connection().networkFilters().bindings()) {
            table.row(binding.portDevice(), binding.filterName());
        }
        in.show(table);
    }
}
