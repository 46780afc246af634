package io.jvirt.qemu.guest;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.qemu.Errors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All guests of an instance, found by UUID, name and number without looking through them. Thread-safe. The table also
 * keeps names and UUIDs unique and hands out the numbers of runs.
 */
public final class GuestTable {
    private final GuestContext context;
    private final Map<UUID, Guest> byUuid = new HashMap<>();
    /** Sorted, because lists of guests are. */
    private final Map<String, Guest> byName = new TreeMap<>();
    private final Map<Integer, Guest> byId = new HashMap<>();
    private int lastId;

    /** An empty table. */
    public GuestTable(GuestContext context) {
        this.context = context;
    }

    /** {@return the guest of this UUID, or null} */
    public synchronized @Nullable Guest find(UUID uuid) {
        return byUuid.get(uuid);
    }

    /** {@return the guest of this name, or null} */
    public synchronized @Nullable Guest find(String name) {
        return byName.get(name);
    }

    /** {@return the guest whose present run has this number, or null} */
    public synchronized @Nullable Guest find(int id) {
        return byId.get(id);
    }

    /** {@return all guests, by name} */
    public synchronized List<Guest> all() {
        List<Guest> all = new ArrayList<>(byUuid.size());
        byName.forEach((name, guest) -> {
            // While a guest is being renamed it has two.
            if (guest.name().equals(name)) {
                all.add(guest);
            }
        });
        return all;
    }

    /** {@return guests that have a run} */
    public synchronized Collection<Guest> running() {
        return List.copyOf(byId.values());
    }

    /**
     * {@return the guest with this UUID and name, made if there is none with either}
     *
     * @throws JvirtException {@link ErrorCode#OPERATION_FAILED} when UUID and name belong to different guests
     */
    public synchronized Guest findOrAdd(UUID uuid, String name) {
        Guest known = byUuid.get(uuid);
        if (known != null) {
            if (!known.name().equals(name)) {
                throw Errors.failed("domain '" + known.name() + "' is already defined with uuid " + uuid);
            }
            return known;
        }
        Guest other = byName.get(name);
        if (other != null) {
            throw Errors.failed("domain '" + name + "' already exists with uuid " + other.uuid());
        }
        Guest added = new Guest(uuid, name, context);
        byUuid.put(uuid, added);
        byName.put(name, added);
        return added;
    }

    /** {@return whether the guest is still the table's} */
    public synchronized boolean contains(Guest guest) {
        return byUuid.get(guest.uuid()) == guest;
    }

    /** Forgets a guest that is neither stored nor running. */
    public synchronized void removeIfGone(Guest guest) {
        if (!guest.persistent() && !guest.active() && byUuid.get(guest.uuid()) == guest) {
            byUuid.remove(guest.uuid());
            byName.remove(guest.name());
        }
    }

    /** Reserves another name for a guest; {@link #renamed} or {@link #cancelRename} ends it. */
    public synchronized void reserveName(Guest guest, String name) {
        Guest other = byName.get(name);
        if (other != null) {
            throw new JvirtException(
                    ErrorCode.OPERATION_INVALID, ErrorDomain.QEMU, "domain with name '" + name + "' already exists");
        }
        byName.put(name, guest);
    }

    /** Gives up a reserved name. */
    public synchronized void cancelRename(Guest guest, String name) {
        byName.remove(name, guest);
    }

    /** Makes a reserved name the guest's only one. */
    public synchronized void renamed(Guest guest, String from) {
        byName.remove(from, guest);
    }

    /** {@return the number of a new run of this guest} Numbers count up and are not used twice in the table's life. */
    public synchronized int nextId() {
        return ++lastId;
    }

    /** Makes a guest findable by the number of its run. */
    public synchronized void putId(int id, Guest guest) {
        byId.put(id, guest);
        lastId = Math.max(lastId, id);
    }

    /** Frees the number of a run that is over. */
    public synchronized void removeId(int id) {
        byId.remove(id);
    }
}
