package io.jvirt.model;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A set of small numbers - host CPUs, virtual CPUs, NUMA nodes - written {@code 0-3,8,^2}. */
public final class IdSet {
    /** The largest number, libvirt's limit of bits in a CPU map. */
    public static final int MAX = 16383;

    private final BitSet bits;

    private IdSet(BitSet bits) {
        this.bits = bits;
    }

    /** {@return the set of these numbers} */
    public static IdSet of(int... ids) {
        var bits = new BitSet();
        for (int id : ids) {
            bits.set(id);
        }
        return new IdSet(bits);
    }

    /** {@return a copy of the bits as a set} */
    public static IdSet of(BitSet bits) {
        return new IdSet((BitSet) bits.clone());
    }

    /**
     * {@return the numbers of the text: parts with commas between, each a number, a range {@code a-b}, or {@code ^n}
     * for all but n}
     *
     * @throws IllegalArgumentException when the text is not such a list or has a number above {@link #MAX}
     */
    public static IdSet parse(String text) {
        var bits = new BitSet();
        for (String part : text.split(",", -1)) {
            String range = part.strip();
            boolean excluded = range.startsWith("^");
            if (excluded) {
                range = range.substring(1);
            }
            int dash = range.indexOf('-');
            int from = number(dash < 0 ? range : range.substring(0, dash), text);
            int to = dash < 0 ? from : number(range.substring(dash + 1), text);
            if (to < from || excluded && dash >= 0) {
                throw invalid(text);
            }
            bits.set(from, to + 1, !excluded);
        }
        return new IdSet(bits);
    }

    private static int number(String digits, String text) {
        String stripped = digits.strip();
        int value = 0;
        if (stripped.isEmpty()) {
            throw invalid(text);
        }
        for (int i = 0; i < stripped.length(); i++) {
            int digit = stripped.charAt(i) - '0';
            if (digit < 0 || digit > 9 || (value = value * 10 + digit) > MAX) {
                throw invalid(text);
            }
        }
        return value;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("Failed to parse bitmap '" + text + "', expected numbers up to " + MAX + " as in 0-3,8,^2");
    }

    /** {@return true when the set has the number} */
    public boolean contains(int id) {
        return bits.get(id);
    }

    /** {@return true when the sets have a number in common} */
    public boolean intersects(IdSet other) {
        return bits.intersects(other.bits);
    }

    /** {@return true when the other set has no number that this one lacks} */
    public boolean containsAll(IdSet other) {
        var rest = (BitSet) other.bits.clone();
        rest.andNot(bits);
        return rest.isEmpty();
    }

    /** {@return the numbers of both} */
    public IdSet union(IdSet other) {
        var all = (BitSet) bits.clone();
        all.or(other.bits);
        return new IdSet(all);
    }

    /** {@return true when there is no number} */
    public boolean isEmpty() {
        return bits.isEmpty();
    }

    /** {@return how many numbers there are} */
    public int size() {
        return bits.cardinality();
    }

    /** {@return the largest number, -1 for none} */
    public int last() {
        return bits.length() - 1;
    }

    /** {@return the numbers in order} */
    public int[] toArray() {
        return bits.stream().toArray();
    }

    /** {@return a copy of the bits} */
    public BitSet toBitSet() {
        return (BitSet) bits.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdSet set && bits.equals(set.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int from = bits.nextSetBit(0); from >= 0; ) {
            int end = bits.nextClearBit(from);
            text.append(text.isEmpty() ? "" : ",").append(from);
            if (end > from + 1) {
                text.append('-').append(end - 1);
            }
            from = bits.nextSetBit(end);
        }
        return text.toString();
    }
}
