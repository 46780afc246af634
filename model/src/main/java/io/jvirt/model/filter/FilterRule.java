package io.jvirt.model.filter;

import io.jvirt.model.xml.Attr;
import io.jvirt.model.xml.Custom;
import io.jvirt.model.xml.Doc;
import io.jvirt.model.xml.Element;
import io.jvirt.model.xml.XmlEnum;
import org.jspecify.annotations.Nullable;

/**
 * What is done with packets that match.
 *
 * @param priority place among the rules, the least first
 * @param statematch {@code 0} or {@code false} turns the matching of connections off, all else is as if it were absent
 */
@Element("rule")
@Doc("What is done with packets that match.")
public record FilterRule(
        @Attr @Doc("What is done.") Action action,
        @Attr @Doc("Direction, seen from the guest.") Direction direction,
        @Attr(def = "500") @Doc("Place among the rules from -1000 to 1000, the least first; anything else counts as 500.") Priority priority,
        @Attr @Doc("`false` when connections are not followed.") @Nullable String statematch,
        @Custom(RuleMatchCodec.class) @Doc("Which packets; all of the chain when absent.") @Nullable RuleMatch match) implements FilterEntry {
    public enum Action implements XmlEnum { DROP, ACCEPT, REJECT, RETURN, CONTINUE }

    public enum Direction implements XmlEnum {
        IN,
        OUT,
        INOUT;

        /** {@return true when packets that the guest sends are meant} */
        public boolean fromGuest() {
            return this != IN;
        }

        /** {@return true when packets that the guest receives are meant} */
        public boolean toGuest() {
            return this != OUT;
        }
    }

    /**
     * A place among rules.
     *
     * @param value from -1000 to 1000
     */
    public record Priority(int value) {
        private static final int LIMIT = 1000;

        /** {@return the place; what is no number or out of bounds is 500, as in libvirt} */
        public static Priority parse(String text) {
            int value = text.matches("[+-]?[0-9]{1,9}") ? Integer.parseInt(text) : LIMIT + 1;
            return new Priority(Math.abs(value) > LIMIT ? LIMIT / 2 : value);
        }

        @Override
        public String toString() {
            return Integer.toString(value);
        }
    }

    public FilterRule {
        statematch = statematch != null && (statematch.equals("0") || statematch.equalsIgnoreCase("false")) ? "false" : null;
    }

    /** {@return true when connections are followed} */
    public boolean followsConnections() {
        return statematch == null;
    }
}
