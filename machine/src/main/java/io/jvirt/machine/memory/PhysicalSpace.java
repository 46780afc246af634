package io.jvirt.machine.memory;

import static io.jvirt.machine.memory.Ram.BYTE;
import static io.jvirt.machine.memory.Ram.INT;
import static io.jvirt.machine.memory.Ram.LONG;
import static io.jvirt.machine.memory.Ram.PAGE_SIZE;
import static io.jvirt.machine.memory.Ram.SHORT;

import io.jvirt.machine.MachineException;
import io.jvirt.machine.bus.MemoryDevice;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The map of guest physical addresses. Addresses without anything read as all ones and ignore writes.
 *
 * <p>Devices do their DMA here; processors come here when their own tables have no answer. Ranges are of whole pages; a device
 * with fewer bytes ignores the rest. A change of the map (a BAR that moves) is told to every observer before the call returns,
 * so that processors drop what they remember.
 *
 * <p>Threads: any.
 */
public final class PhysicalSpace {
    private final Ram ram;
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private volatile Region[] regions = {};

    public PhysicalSpace(Ram ram) {
        this.ram = ram;
    }

    public Ram ram() {
        return ram;
    }

    /** Calls {@code observer} after each change of the map. */
    public void observe(Runnable observer) {
        observers.add(observer);
    }

    /** Puts bytes of {@link Ram} at an address; the range must be free. */
    public void attachBytes(long address, long size, long offset, boolean writable) {
        attach(new Region.Bytes(address, address + size - 1, offset, writable));
    }

    /** Puts a device's registers at an address; the range must be free. */
    public void attachDevice(long address, long size, MemoryDevice device) {
        long whole = size + PAGE_SIZE - 1 & -PAGE_SIZE;
        attach(new Region.Registers(address, address + whole - 1, device));
    }

    private synchronized void attach(Region region) {
        if ((region.first() & PAGE_SIZE - 1) != 0 || (region.last() + 1 & PAGE_SIZE - 1) != 0 || region.last() < region.first()) {
            throw new MachineException("Physical range %s is not of whole pages".formatted(describe(region)));
        }
        List<Region> all = new ArrayList<>(List.of(regions));
        for (Region other : all) {
            if (other.first() <= region.last() && region.first() <= other.last()) {
                throw new MachineException(
                        "Physical range %s overlaps %s".formatted(describe(region), describe(other)));
            }
        }
        all.add(region);
        all.sort(Comparator.comparingLong(Region::first));
        change(all);
    }

    /** Takes the region that begins at {@code address} away. */
    public synchronized void detach(long address) {
        List<Region> all = new ArrayList<>(List.of(regions));
        if (!all.removeIf(region -> region.first() == address)) {
            throw new MachineException("Nothing begins at physical address %#x".formatted(address));
        }
        change(all);
    }

    private void change(List<Region> all) {
        regions = all.toArray(Region[]::new);
        observers.forEach(Runnable::run);
    }

    private static String describe(Region region) {
        return "%#x to %#x".formatted(region.first(), region.last());
    }

    /** {@return what lies at an address, in the order of addresses} */
    public List<Region> regions() {
        return List.of(regions);
    }

    /** {@return what lies at an address, null for nothing} */
    public @Nullable Region find(long address) {
        Region[] all = regions;
        int low = 0;
        int high = all.length - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            Region region = all[middle];
            if (Long.compareUnsigned(address, region.first()) < 0) {
                high = middle - 1;
            } else if (Long.compareUnsigned(address, region.last()) > 0) {
                low = middle + 1;
            } else {
                return region;
            }
        }
        return null;
    }

    /** {@return {@code size} bytes (1, 2, 4, 8) at an address that do not cross a page, zero-extended} */
    public long read(long address, int size) {
        return switch (find(address)) {
            case null -> -1L >>> 64 - 8 * size;
            case Region.Bytes bytes -> get(bytes.offset() + address - bytes.first(), size);
            case Region.Registers registers ->
                registers.device().readMemory(address - registers.first(), size) & -1L >>> 64 - 8 * size;
        };
    }

    /** Writes {@code size} bytes (1, 2, 4, 8) that do not cross a page. */
    public void write(long address, int size, long value) {
        switch (find(address)) {
            case null -> {}
            case Region.Bytes bytes -> {
                if (bytes.writable()) {
                    long offset = bytes.offset() + address - bytes.first();
                    ram.changing(offset, size);
                    set(offset, size, value);
                }
            }
            case Region.Registers registers ->
                registers.device().writeMemory(address - registers.first(), size, value & -1L >>> 64 - 8 * size);
        }
    }

    private long get(long offset, int size) {
        MemorySegment bytes = ram.bytes();
        return switch (size) {
            case 1 -> bytes.get(BYTE, offset) & 0xffL;
            case 2 -> bytes.get(SHORT, offset) & 0xffffL;
            case 4 -> bytes.get(INT, offset) & 0xffff_ffffL;
            default -> bytes.get(LONG, offset);
        };
    }

    private void set(long offset, int size, long value) {
        MemorySegment bytes = ram.bytes();
        switch (size) {
            case 1 -> bytes.set(BYTE, offset, (byte) value);
            case 2 -> bytes.set(SHORT, offset, (short) value);
            case 4 -> bytes.set(INT, offset, (int) value);
            default -> bytes.set(LONG, offset, value);
        }
    }

    /** A device's DMA: fills {@code target} from guest memory. What is not RAM or ROM reads as ones. */
    public void read(long address, MemorySegment target) {
        long size = target.byteSize();
        for (long done = 0; done < size; ) {
            long at = address + done;
            if (find(at) instanceof Region.Bytes bytes) {
                long part = Math.min(size - done, bytes.last() - at + 1);
                MemorySegment.copy(ram.bytes(), bytes.offset() + at - bytes.first(), target, done, part);
                done += part;
            } else {
                long part = Math.min(size - done, PAGE_SIZE - (at & PAGE_SIZE - 1));
                target.asSlice(done, part).fill((byte) -1);
                done += part;
            }
        }
    }

    /** A device's DMA or a loader: copies {@code source} into guest memory. What is not RAM stays as it is. */
    public void write(long address, MemorySegment source) {
        long size = source.byteSize();
        for (long done = 0; done < size; ) {
            long at = address + done;
            if (find(at) instanceof Region.Bytes bytes && bytes.writable()) {
                long part = Math.min(size - done, bytes.last() - at + 1);
                long offset = bytes.offset() + at - bytes.first();
                ram.changing(offset, part);
                MemorySegment.copy(source, done, ram.bytes(), offset, part);
                done += part;
            } else {
                done += Math.min(size - done, PAGE_SIZE - (at & PAGE_SIZE - 1));
            }
        }
    }

    /** Copies bytes into guest memory. */
    public void write(long address, byte[] source) {
        write(address, MemorySegment.ofArray(source));
    }
}
