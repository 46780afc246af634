package io.jvirt.machine.cpu.paging;

import static io.jvirt.machine.memory.Ram.BYTE;
import static io.jvirt.machine.memory.Ram.INT;
import static io.jvirt.machine.memory.Ram.LONG;
import static io.jvirt.machine.memory.Ram.SHORT;

import io.jvirt.machine.bus.LocalApic;
import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.memory.PhysicalSpace;
import io.jvirt.machine.memory.Ram;
import io.jvirt.machine.memory.Region;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A processor's access to memory by linear address, through a table of recent translations.
 *
 * <p>An entry is four longs: the page if it may be read, written, executed without further work (1 if not), and the distance from
 * a linear address in it to the offset in {@link Ram}. An access asks whether the page of its last byte equals the entry for its
 * first: a page crossing, a missing permission, a page not yet dirty, a device, a page with code, an address that is not canonical
 * all fail that one comparison and go the slow way.
 */
public final class Mmu {
    /** The kernel's accesses when user pages are open to it. */
    public static final int KERNEL = 0;
    /** The kernel's accesses while SMAP forbids user pages. */
    public static final int KERNEL_SMAP = 1;
    public static final int USER = 2;
    /** Never filled: every access is looked at (alignment checks). */
    public static final int CHECKED = 3;

    public static final int READ = 0;
    public static final int WRITE = 1;
    public static final int EXECUTE = 2;
    private static final int DELTA = 3;

    private static final int ENTRIES = 2048;
    private static final int MASK = ENTRIES - 1 << 2;
    private static final long PAGE = -4096;
    private static final long INVALID = 1;

    private final PhysicalSpace space;
    private final Ram ram;
    private final MemorySegment bytes;
    private final PageWalker walker;
    private final Fault fault;
    private final long[][] tables = new long[4][ENTRIES * 4];
    private final boolean[] used = new boolean[4];
    private int kind = KERNEL;
    private boolean checkAlignment;
    private long[] table = tables[KERNEL];
    private volatile boolean stale;
    /** Lowest and highest page of a larger page kept, for each half of the address space. */
    private final long[] largeLow = new long[2];

    private final long[] largeHigh = new long[2];
    private @Nullable LocalApic apic;
    private long apicPage = -1;

    public Mmu(PhysicalSpace space, Fault fault) {
        this.space = space;
        this.ram = space.ram();
        this.bytes = ram.bytes();
        this.fault = fault;
        this.walker = new PageWalker(space, fault);
        for (long[] each : tables) {
            Arrays.fill(each, INVALID);
        }
        flush();
        space.observe(() -> stale = true);
    }

    /** {@return the settings that decide what a translation allows} */
    public PageWalker walker() {
        return walker;
    }

    /** Puts the processor's own APIC into its view of physical memory; -1 for nowhere. */
    public void setApic(@Nullable LocalApic localApic, long page) {
        apic = localApic;
        apicPage = page;
        flush();
    }

    /** Which table serves the accesses from now on: {@link #KERNEL}, {@link #KERNEL_SMAP} or {@link #USER}. */
    public void select(int newKind, boolean alignment) {
        kind = newKind;
        checkAlignment = alignment;
        table = tables[alignment ? CHECKED : newKind];
    }

    /** {@return the table of the present privilege, for translated code} */
    public long[] table() {
        return table;
    }

    /** {@return RAM's bytes} */
    public MemorySegment bytes() {
        return bytes;
    }

    /** Forgets every translation. */
    public void flush() {
        for (int i = 0; i < tables.length; i++) {
            if (used[i]) {
                Arrays.fill(tables[i], INVALID);
                used[i] = false;
            }
        }
        Arrays.fill(largeLow, Long.MAX_VALUE);
        Arrays.fill(largeHigh, Long.MIN_VALUE);
    }

    /** Forgets everything if the physical map changed. */
    public void refresh() {
        if (stale) {
            stale = false;
            flush();
        }
    }

    /** INVLPG: forgets the translation of the page of {@code linear}; everything, if it may be part of a larger page. */
    public void invalidate(long linear) {
        int half = (int) (linear >>> 63);
        if (linear >= largeLow[half] && linear <= largeHigh[half]) {
            flush();
            return;
        }
        int entry = (int) (linear >>> 10) & MASK;
        for (long[] each : tables) {
            Arrays.fill(each, entry, entry + 4, INVALID);
        }
    }

    /** Takes the page of RAM at {@code offset} out of all writable entries, because code was made from it. */
    public void protect(long offset) {
        long page = offset & PAGE;
        for (int t = 0; t < tables.length; t++) {
            if (used[t]) {
                long[] each = tables[t];
                for (int e = 0; e < each.length; e += 4) {
                    if (each[e + WRITE] != INVALID && each[e + WRITE] + each[e + DELTA] == page) {
                        each[e + WRITE] = INVALID;
                    }
                }
            }
        }
    }

    public long load8(long linear) {
        long[] t = table;
        int e = (int) (linear >>> 10) & MASK;
        return t[e] == (linear & PAGE) ? bytes.get(BYTE, linear + t[e + DELTA]) & 0xffL : slowLoad(linear, 1, READ);
    }

    public long load16(long linear) {
        long[] t = table;
        int e = (int) (linear >>> 10) & MASK;
        return t[e] == (linear + 1 & PAGE) ? bytes.get(SHORT, linear + t[e + DELTA]) & 0xffffL : slowLoad(linear, 2, READ);
    }

    public long load32(long linear) {
        long[] t = table;
        int e = (int) (linear >>> 10) & MASK;
        return t[e] == (linear + 3 & PAGE)
                ? bytes.get(INT, linear + t[e + DELTA]) & 0xffff_ffffL
                : slowLoad(linear, 4, READ);
    }

    public long load64(long linear) {
        long[] t = table;
        int e = (int) (linear >>> 10) & MASK;
        return t[e] == (linear + 7 & PAGE) ? bytes.get(LONG, linear + t[e + DELTA]) : slowLoad(linear, 8, READ);
    }

    public void store8(long linear, long value) {
        long[] t = table;
        int e = (int) (linear >>> 10) & MASK;
        if (t[e + WRITE] == (linear & PAGE)) {
            bytes.set(BYTE, linear + t[e + DELTA], (byte) value);
        } else {
            slowStore(linear, 1, value);
        }
    }

    public void store16(long linear, long value) {
        long[] t = table;
        int e = (int) (linear >>> 10) & MASK;
        if (t[e + WRITE] == (linear + 1 & PAGE)) {
            bytes.set(SHORT, linear + t[e + DELTA], (short) value);
        } else {
            slowStore(linear, 2, value);
        }
    }

    public void store32(long linear, long value) {
        long[] t = table;
        int e = (int) (linear >>> 10) & MASK;
        if (t[e + WRITE] == (linear + 3 & PAGE)) {
            bytes.set(INT, linear + t[e + DELTA], (int) value);
        } else {
            slowStore(linear, 4, value);
        }
    }

    public void store64(long linear, long value) {
        long[] t = table;
        int e = (int) (linear >>> 10) & MASK;
        if (t[e + WRITE] == (linear + 7 & PAGE)) {
            bytes.set(LONG, linear + t[e + DELTA], value);
        } else {
            slowStore(linear, 8, value);
        }
    }

    /** {@return {@code 8 - (shift >> 3)} bytes, zero-extended} */
    public long load(long linear, int shift) {
        return switch (shift) {
            case 0 -> load64(linear);
            case 32 -> load32(linear);
            case 48 -> load16(linear);
            default -> load8(linear);
        };
    }

    /** Stores the low {@code 8 - (shift >> 3)} bytes. */
    public void store(long linear, int shift, long value) {
        switch (shift) {
            case 0 -> store64(linear, value);
            case 32 -> store32(linear, value);
            case 48 -> store16(linear, value);
            default -> store8(linear, value);
        }
    }

    /** Loads what will be stored to: it faults as a write does. */
    public long loadToModify(long linear, int shift) {
        long[] t = table;
        int e = (int) (linear >>> 10) & MASK;
        int last = 7 - (shift >> 3);
        return t[e + WRITE] == (linear + last & PAGE) ? load(linear, shift) : slowLoad(linear, last + 1, WRITE);
    }

    /** Faults if {@code size} bytes cannot be stored at {@code linear}. */
    public void probeStore(long linear, int size) {
        translate(linear, WRITE, size);
        if ((linear & 4095) + size > 4096) {
            translate((linear | 4095) + 1, WRITE, 1);
        }
    }

    /** {@return where in RAM the byte at {@code linear} may be read, -1 if that takes more than looking} */
    public long readable(long linear) {
        return find(linear, READ);
    }

    /** {@return where in RAM the byte at {@code linear} may be written, -1 if that takes more than looking} */
    public long writable(long linear) {
        return find(linear, WRITE);
    }

    private long find(long linear, int access) {
        long[] t = table;
        int e = (int) (linear >>> 10) & MASK;
        return t[e + access] == (linear & PAGE) ? linear + t[e + DELTA] : -1;
    }

    /** Loads with the rights of the supervisor, whatever the privilege: descriptor tables, task state segments. */
    public long loadSystem(long linear, int size) {
        int was = kind;
        boolean alignment = checkAlignment;
        select(KERNEL, false);
        try {
            return load(linear, 64 - 8 * size);
        } finally {
            select(was, alignment);
        }
    }

    /** Stores with the rights of the supervisor. */
    public void storeSystem(long linear, int size, long value) {
        int was = kind;
        boolean alignment = checkAlignment;
        select(KERNEL, false);
        try {
            store(linear, 64 - 8 * size, value);
        } finally {
            select(was, alignment);
        }
    }

    /** {@return where in RAM the code at {@code linear} is, -1 if it is not in RAM} */
    public long code(long linear) {
        long[] t = tables[kind];
        int e = (int) (linear >>> 10) & MASK;
        if (t[e + EXECUTE] == (linear & PAGE)) {
            return linear + t[e + DELTA];
        }
        long physical = translate(linear, EXECUTE, 1);
        return space.find(physical) instanceof Region.Bytes region ? region.offset() + physical - region.first() : -1;
    }

    private long slowLoad(long linear, int size, int access) {
        if ((linear & 4095) + size > 4096) {
            int first = (int) (4096 - (linear & 4095));
            long low = translate(linear, access, size);
            long high = translate(linear + first, access, size);
            if (access == WRITE) {
                announce(low, first);
                announce(high, size - first);
            }
            return readBytes(low, first) | readBytes(high, size - first) << 8 * first;
        }
        long physical = translate(linear, access, size);
        if (access == WRITE) {
            announce(physical, size);
        }
        return read(physical, size);
    }

    /** Tells about a store to come, so that nothing but the store itself can happen after the load. */
    private void announce(long physical, int size) {
        if (space.find(physical) instanceof Region.Bytes region && region.writable()) {
            ram.changing(region.offset() + physical - region.first(), size);
        }
    }

    private long readBytes(long physical, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= read(physical + i, 1) << 8 * i;
        }
        return value;
    }

    private long read(long physical, int size) {
        if ((physical & PAGE) == apicPage && apic != null) {
            return apic.readMemory(physical & 4095, size) & -1L >>> 64 - 8 * size;
        }
        return space.read(physical, size);
    }

    private void slowStore(long linear, int size, long value) {
        if ((linear & 4095) + size > 4096) {
            int first = (int) (4096 - (linear & 4095));
            long low = translate(linear, WRITE, size);
            long high = translate(linear + first, WRITE, size);
            for (int i = 0; i < size; i++) {
                write(i < first ? low + i : high + i - first, 1, value >>> 8 * i);
            }
        } else {
            write(translate(linear, WRITE, size), size, value);
        }
    }

    private void write(long physical, int size, long value) {
        if ((physical & PAGE) == apicPage && apic != null) {
            apic.writeMemory(physical & 4095, size, value & -1L >>> 64 - 8 * size);
        } else {
            space.write(physical, size, value);
        }
    }

    /** {@return the physical address; the entry is filled with all that the page allows} */
    private long translate(long linear, int access, int size) {
        if (checkAlignment && access != EXECUTE && (linear & size - 1) != 0) {
            throw fault.of(Fault.ALIGNMENT, 0);
        }
        long physical = walker.translate(linear, access, kind);
        long page = linear & PAGE;
        long[] t = tables[kind];
        int e = (int) (linear >>> 10) & MASK;
        if ((physical & PAGE) != apicPage && space.find(physical) instanceof Region.Bytes region) {
            long offset = region.offset() + (physical & PAGE) - region.first();
            int allowed = walker.allowed();
            used[kind] = true;
            t[e + READ] = (allowed & 1 << READ) != 0 ? page : INVALID;
            t[e + WRITE] = (allowed & 1 << WRITE) != 0 && region.writable() && !ram.isCode(offset) ? page : INVALID;
            t[e + EXECUTE] = (allowed & 1 << EXECUTE) != 0 ? page : INVALID;
            t[e + DELTA] = offset - page;
            if (walker.isLarge()) {
                int half = (int) (linear >>> 63);
                largeLow[half] = Math.min(largeLow[half], page & -1L << 21);
                largeHigh[half] = Math.max(largeHigh[half], page | (1L << 21) - 1);
            }
        }
        return physical;
    }
}
