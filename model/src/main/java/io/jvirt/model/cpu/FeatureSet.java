package io.jvirt.model.cpu;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Features of one CPU, in the order of documents. Immutable; both sides of an operation come from the same map. */
public final class FeatureSet implements Iterable<X86Feature> {
    private final List<X86Feature> all;
    private final BitSet bits;

    FeatureSet(List<X86Feature> all, BitSet bits) {
        this.all = all;
        this.bits = bits;
    }

    /** {@return these features and the other's} */
    public FeatureSet plus(FeatureSet other) {
        BitSet result = copy();
        result.or(other.bits);
        return new FeatureSet(all, result);
    }

    /** {@return these features and one more} */
    public FeatureSet plus(X86Feature feature) {
        BitSet result = copy();
        result.set(feature.index());
        return new FeatureSet(all, result);
    }

    /** {@return these features without the other's} */
    public FeatureSet minus(FeatureSet other) {
        BitSet result = copy();
        result.andNot(other.bits);
        return new FeatureSet(all, result);
    }

    /** {@return these features without one} */
    public FeatureSet minus(X86Feature feature) {
        BitSet result = copy();
        result.clear(feature.index());
        return new FeatureSet(all, result);
    }

    /** {@return the features that both have} */
    public FeatureSet and(FeatureSet other) {
        BitSet result = copy();
        result.and(other.bits);
        return new FeatureSet(all, result);
    }

    /** {@return whether the feature is there} */
    public boolean contains(X86Feature feature) {
        return bits.get(feature.index());
    }

    /** {@return whether every feature of the other is there} */
    public boolean containsAll(FeatureSet other) {
        return other.minus(this).isEmpty();
    }

    /** {@return whether there is no feature} */
    public boolean isEmpty() {
        return bits.isEmpty();
    }

    /** {@return how many features there are} */
    public int size() {
        return bits.cardinality();
    }

    /** {@return the features in the order of documents} */
    public Stream<X86Feature> stream() {
        return bits.stream().mapToObj(all::get);
    }

    /** {@return their names in the order of documents} */
    public List<String> names() {
        return stream().map(X86Feature::name).toList();
    }

    @Override
    public Iterator<X86Feature> iterator() {
        return stream().iterator();
    }

    private BitSet copy() {
        return (BitSet) bits.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeatureSet set && set.bits.equals(bits) && set.all.equals(all);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bits);
    }

    @Override
    public String toString() {
        return names().toString();
    }
}
