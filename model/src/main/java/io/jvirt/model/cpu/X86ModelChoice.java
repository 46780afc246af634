package io.jvirt.model.cpu;

import io.jvirt.model.domain.Cpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model that describes a CPU best, as libvirt does: newer models first, one of the CPU's own product before all
 * others, then the one that needs the fewest features beside it; what has to be switched off counts more than what has to
 * be added.
 */
public final class X86ModelChoice {
    /** What the first feature that is switched off counts; each further one counts one more. */
    private static final int FIRST_PENALTY = 2;

    private final X86CpuMap map;
    private final X86CpuData data;
    private final boolean guest;
    private final @Nullable Map<String, Set<String>> offered;
    private final List<String> preferred;

    /** A model and what distinguishes the CPU from it. */
    public record Choice(X86Model model, List<Cpu.Feature> features) {
        public Choice {
            features = List.copyOf(features);
        }
    }

    /** A model in question: the features to add to it and those to take from it. */
    private record Candidate(X86Model model, List<X86Feature> added, List<X86Feature> removed) {
        /**
         * What is switched off is counted in the way of libvirt 4.10 to 11: from the front, until as many features were
         * counted as are left, which is half of them; the others count as one each, as those that are added do.
         */
        int penalized() {
            return (removed.size() + 1) / 2;
        }

        int penalty() {
            int n = penalized();
            return n * FIRST_PENALTY + n * (n - 1) / 2;
        }

        int score() {
            return added.size() + removed.size() - penalized() + penalty();
        }
    }

    private X86ModelChoice(X86CpuMap map, X86CpuData data, boolean guest, @Nullable Map<String, Set<String>> offered,
            List<String> preferred) {
        this.map = map;
        this.data = data.withoutBroken();
        this.guest = guest;
        this.offered = offered;
        this.preferred = preferred;
    }

    /** {@return the best description of a host's CPU, empty when no model is a part of it} */
    public static Optional<Choice> forHost(X86CpuMap map, X86CpuData data) {
        return new X86ModelChoice(map, data, false, null, List.of()).choose();
    }

    /**
     * {@return the best description of a guest's CPU, empty when no model is offered}
     *
     * @param offered the models that the hypervisor has, each with the features that keep it from running here, in
     *                documents' names; null when there is no hypervisor to ask
     * @param preferred models to prefer; the only one is taken whatever it costs
     */
    public static Optional<Choice> forGuest(X86CpuMap map, X86CpuData data,
            @Nullable Map<String, Set<String>> offered, List<String> preferred) {
        return new X86ModelChoice(map, data, true, offered, preferred).choose();
    }

    private Optional<Choice> choose() {
        Candidate best = null;
        for (X86Model model : map.models().reversed()) {
            boolean otherVendor = data.vendor().isPresent() && model.vendor().isPresent()
                    && !model.vendor().equals(data.vendor());
            boolean possible = guest ? model.forGuests() : model.forHosts();
            if (otherVendor || !possible || offered != null && !offered.containsKey(model.name())) {
                continue;
            }
            Candidate candidate = candidate(model);
            if (!guest && !candidate.removed.isEmpty()) {
                continue;
            }
            if (preferred.equals(List.of(model.name()))) {
                best = candidate;
                break;
            }
            if (best == null || isBetter(candidate, best)) {
                best = candidate;
            }
        }
        return Optional.ofNullable(best).map(this::describe);
    }

    private Candidate candidate(X86Model model) {
        FeatureSet added = data.features().minus(model.features());
        FeatureSet removed = model.features().minus(data.features());
        if (offered != null) {
            for (String blocker : offered.getOrDefault(model.name(), Set.of())) {
                Optional<X86Feature> feature = map.feature(blocker);
                if (feature.isPresent() && !added.contains(feature.get())) {
                    removed = removed.plus(feature.get());
                }
            }
        }
        return new Candidate(model, added.stream().toList(), removed.stream().toList());
    }

    private boolean isBetter(Candidate candidate, Candidate best) {
        if (data.signature().isPresent()) {
            boolean bestIs = best.model.is(data.signature().get());
            boolean candidateIs = candidate.model.is(data.signature().get());
            if (bestIs != candidateIs) {
                return candidateIs;
            }
        }
        if (!guest) {
            return candidate.added.size() < best.added.size();
        }
        boolean fewerOff = candidate.penalty() < best.penalty();
        return candidate.score() < best.score() || candidate.score() == best.score() && fewerOff
                || preferred.contains(candidate.model.name()) && fewerOff;
    }

    private Choice describe(Candidate best) {
        if (!guest) {
            return new Choice(best.model, best.added.stream().map(f -> new Cpu.Feature(null, f.name())).toList());
        }
        FeaturePolicies policies = new FeaturePolicies();
        List<X86Feature> off = new ArrayList<>(best.removed);
        best.added.forEach(f -> policies.put(f.name(), Cpu.Policy.REQUIRE));
        off.forEach(f -> policies.put(f.name(), Cpu.Policy.DISABLE));
        best.model.lost().forEach(f -> policies.putIfAbsent(f.name(), Cpu.Policy.DISABLE));
        return new Choice(best.model, policies.list());
    }
}
