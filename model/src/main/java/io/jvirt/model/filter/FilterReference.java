package io.jvirt.model.filter;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Child;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Another filter, with values for its variables. */
@Element("filterref")
@Doc("Another filter whose rules belong here too.")
public record FilterReference(
        @Attr @Doc("The other filter's name.") String filter,
        @Child @Doc("A value of a variable; a variable that is given several times is a list.") List<Parameter> parameter) implements FilterEntry {
    /** Parameters that cannot be one are left out; the others are sorted by name, each variable's values in their order. */
    public FilterReference {
        var sorted = new TreeMap<String, List<Parameter>>();
        for (var given : parameter) {
            if (given.isValid()) {
                sorted.computeIfAbsent(given.name(), name -> new ArrayList<>()).add(given);
            }
        }
        parameter = sorted.values().stream().flatMap(List::stream).toList();
    }

    /** {@return the variables and their values} */
    public Map<String, List<String>> variables() {
        var values = new LinkedHashMap<String, List<String>>();
        for (var given : parameter) {
            values.computeIfAbsent(given.name(), name -> new ArrayList<>()).add(given.value());
        }
        return values;
    }

    @Element("parameter")
    public record Parameter(
            @Attr @Doc("Name of the variable.") @Nullable String name,
            @Attr @Doc("The value, or one of several.") @Nullable String value) {
        boolean isValid() {
            return name != null && name.matches("[a-zA-Z0-9_]+") && value != null && value.matches("[a-zA-Z0-9_.:]+");
        }

        @Override
        public String name() {
            return name == null ? "" : name;
        }

        @Override
        public String value() {
            return value == null ? "" : value;
        }
    }
}
