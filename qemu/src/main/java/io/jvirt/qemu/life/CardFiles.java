package io.jvirt.qemu.life;

import io.jvirt.host.Descriptor;
import io.jvirt.model.domain.NetworkInterface;
import io.jvirt.qemu.command.Handle;
import io.jvirt.qemu.command.HandleSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The open files of network cards on their way to QEMU, by the cards' places in the document; a name comes later. */
public final class CardFiles implements AutoCloseable {
    /** Behind the monitor's, the incoming state's and the consoles' logs. */
    private static final int FIRST = 200;

    private final Map<Integer, Map<Handle, List<Integer>>> byCard = new HashMap<>();
    private final Map<Integer, Descriptor> numbered = new TreeMap<>();

    /** Adds files of a card. */
    void add(int card, Handle purpose, List<Descriptor> files) {
        List<Integer> numbers = new ArrayList<>();
        for (Descriptor file : files) {
            int number = FIRST + numbered.size();
            numbered.put(number, file);
            numbers.add(number);
        }
        byCard.computeIfAbsent(card, c -> new HashMap<>()).put(purpose, numbers);
    }

    /** {@return the numbers that files have there, and the files} */
    public Map<Integer, Descriptor> numbered() {
        return Map.copyOf(numbered);
    }

    /** {@return where QEMU finds the files of these cards, which now have names} */
    public HandleSource handles(List<NetworkInterface> cards) {
        Map<String, Map<Handle, List<Integer>>> byAlias = new HashMap<>();
        byCard.forEach((index, files) -> byAlias.put(String.valueOf(cards.get(index).info().alias()), files));
        return (alias, purpose) -> byAlias.getOrDefault(alias, Map.of()).getOrDefault(purpose, List.of());
    }

    /** Closes our side. */
    @Override
    public void close() {
        numbered.values().forEach(Descriptor::close);
    }
}
