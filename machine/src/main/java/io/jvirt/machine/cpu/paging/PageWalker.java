package io.jvirt.machine.cpu.paging;

import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.memory.PhysicalSpace;

/**
 * The page walk (SDM volume 3, chapter "Paging"): none, 32-bit, PAE and 4-level paging with large pages, accessed and dirty bits,
 * execute-disable, write protection, SMEP and SMAP.
 */
public final class PageWalker {
    /** Physical addresses have this many bits; CPUID says so. */
    public static final int PHYSICAL_BITS = 40;

    private static final long PRESENT = 1;
    private static final long WRITABLE = 1 << 1;
    private static final long USER_PAGE = 1 << 2;
    private static final long ACCESSED = 1 << 5;
    private static final long DIRTY = 1 << 6;
    private static final long LARGE = 1 << 7;
    private static final long NO_EXECUTE = 1L << 63;
    private static final long ADDRESS = (1L << PHYSICAL_BITS) - 1 & -4096;
    private static final long TOO_HIGH = (1L << 52) - 1 & ~((1L << PHYSICAL_BITS) - 1);

    private static final int ERROR_PRESENT = 1;
    private static final int ERROR_WRITE = 2;
    private static final int ERROR_USER = 4;
    private static final int ERROR_RESERVED = 8;
    private static final int ERROR_FETCH = 16;

    private enum Kind {
        NONE,
        BITS32,
        PAE,
        LEVEL4
    }

    private final PhysicalSpace space;
    private final Fault fault;
    private Kind mode = Kind.NONE;
    private long root;
    private boolean writeProtect;
    private boolean noExecute;
    private boolean smep;
    private boolean largePages32;
    private final long[] directoryPointers = new long[4];
    private int allowed;
    private boolean large;

    PageWalker(PhysicalSpace space, Fault fault) {
        this.space = space;
        this.fault = fault;
    }

    /** Takes over what control registers and EFER say; CR3 with {@link #setRoot}. */
    public void configure(long cr0, long cr4, long efer) {
        boolean paging = cr0 < 0 || (cr0 & 1L << 31) != 0;
        writeProtect = (cr0 & 1 << 16) != 0;
        noExecute = (efer & 1 << 11) != 0;
        smep = (cr4 & 1 << 20) != 0;
        largePages32 = (cr4 & 1 << 4) != 0;
        mode = !paging ? Kind.NONE : (cr4 & 1 << 5) == 0 ? Kind.BITS32 : (efer & 1 << 8) == 0 ? Kind.PAE : Kind.LEVEL4;
    }

    /** Takes CR3 over. With PAE paging the four directory pointers are loaded now (SDM 4.4.1). */
    public void setRoot(long cr3) {
        root = cr3;
        if (mode == Kind.PAE) {
            for (int i = 0; i < 4; i++) {
                directoryPointers[i] = space.read((cr3 & 0xffff_ffe0L) + 8 * i, 8);
            }
        }
    }

    /** {@return what the page of the last translation allows, bit n for access n of {@link Mmu}} */
    int allowed() {
        return allowed;
    }

    /** {@return whether the last translation was by a page larger than 4 KiB} */
    boolean isLarge() {
        return large;
    }

    /**
     * {@return the physical address of {@code linear}}
     *
     * @param access {@link Mmu#READ}, {@link Mmu#WRITE} or {@link Mmu#EXECUTE}
     * @param privilege {@link Mmu#KERNEL}, {@link Mmu#KERNEL_SMAP} or {@link Mmu#USER}
     * @throws Fault #PF, or #GP when the address is not canonical
     */
    long translate(long linear, int access, int privilege) {
        large = false;
        return switch (mode) {
            case NONE -> {
                allowed = 7;
                yield linear & (1L << PHYSICAL_BITS) - 1;
            }
            case BITS32 -> walk32(linear & 0xffff_ffffL, access, privilege);
            case PAE -> walkPae(linear & 0xffff_ffffL, access, privilege);
            case LEVEL4 -> {
                if (linear << 16 >> 16 != linear) {
                    throw fault.protection();
                }
                yield walk(linear, root & ADDRESS, 39, WRITABLE | USER_PAGE, 0, access, privilege);
            }
        };
    }

    private long walkPae(long linear, int access, int privilege) {
        long pointer = directoryPointers[(int) (linear >>> 30)];
        if ((pointer & PRESENT) == 0) {
            throw pageFault(linear, 0, access, privilege);
        }
        return walk(linear, pointer & ADDRESS, 21, WRITABLE | USER_PAGE, 0, access, privilege);
    }

    /** Tables of 512 entries from the level whose entries cover {@code 1 << shift} bytes downwards. */
    private long walk(long linear, long tables, int firstShift, long rightsAbove, long noExecuteAbove, int access, int privilege) {
        long table = tables;
        long rights = rightsAbove;
        long never = noExecuteAbove;
        for (int shift = firstShift; ; shift -= 9) {
            long address = table + (linear >>> shift & 511) * 8;
            long entry = space.read(address, 8);
            if ((entry & PRESENT) == 0) {
                throw pageFault(linear, 0, access, privilege);
            }
            boolean leaf = shift == 12 || (entry & LARGE) != 0;
            long reserved = TOO_HIGH | (noExecute ? 0 : NO_EXECUTE);
            if (leaf && shift > 12) {
                reserved |= shift == 39 ? LARGE : (1L << shift) - 1 & ~0x1fffL;
            }
            if ((entry & reserved) != 0) {
                throw pageFault(linear, ERROR_PRESENT | ERROR_RESERVED, access, privilege);
            }
            rights &= entry;
            never |= entry & NO_EXECUTE;
            if (!leaf) {
                if ((entry & ACCESSED) == 0) {
                    space.write(address, 8, entry | ACCESSED);
                }
                table = entry & ADDRESS;
                continue;
            }
            long marked = check(linear, entry, rights, never, access, privilege);
            if (marked != entry) {
                space.write(address, 8, marked);
            }
            large = shift > 12;
            long offset = (1L << shift) - 1;
            return entry & ADDRESS & ~offset | linear & offset;
        }
    }

    /** Two levels of 1,024 entries of four bytes; with PSE pages of 4 MiB. */
    private long walk32(long linear, int access, int privilege) {
        long address = (root & 0xffff_f000L) + (linear >>> 22) * 4;
        long entry = space.read(address, 4);
        if ((entry & PRESENT) == 0) {
            throw pageFault(linear, 0, access, privilege);
        }
        if ((entry & LARGE) != 0 && largePages32) {
            long marked = check(linear, entry, entry, 0, access, privilege);
            if (marked != entry) {
                space.write(address, 4, marked);
            }
            large = true;
            return entry & 0xffc0_0000L | (entry & 0x1f_e000L) << 19 | linear & 0x3f_ffffL;
        }
        if ((entry & ACCESSED) == 0) {
            space.write(address, 4, entry | ACCESSED);
        }
        long leafAddress = (entry & 0xffff_f000L) + (linear >>> 12 & 1023) * 4;
        long leaf = space.read(leafAddress, 4);
        if ((leaf & PRESENT) == 0) {
            throw pageFault(linear, 0, access, privilege);
        }
        long marked = check(linear, leaf, entry & leaf, 0, access, privilege);
        if (marked != leaf) {
            space.write(leafAddress, 4, marked);
        }
        return leaf & 0xffff_f000L | linear & 4095;
    }

    /** Checks rights, sets what is {@link #allowed}, and returns the leaf entry with accessed and dirty bits as they must be. */
    private long check(long linear, long entry, long rights, long never, int access, int privilege) {
        boolean userPage = (rights & USER_PAGE) != 0;
        boolean writable = (rights & WRITABLE) != 0;
        boolean executable = never == 0 || !noExecute;
        boolean read = privilege == Mmu.USER ? userPage : privilege == Mmu.KERNEL || !userPage;
        boolean write = read && (writable || privilege != Mmu.USER && !writeProtect);
        boolean execute = executable && (privilege == Mmu.USER ? userPage : !(smep && userPage));
        boolean fine =
                switch (access) {
                    case Mmu.READ -> read;
                    case Mmu.WRITE -> write;
                    default -> execute;
                };
        if (!fine) {
            throw pageFault(linear, ERROR_PRESENT, access, privilege);
        }
        long marked = entry | ACCESSED | (access == Mmu.WRITE ? DIRTY : 0);
        allowed = (read ? 1 << Mmu.READ : 0)
                | (write && (marked & DIRTY) != 0 ? 1 << Mmu.WRITE : 0)
                | (execute ? 1 << Mmu.EXECUTE : 0);
        return marked;
    }

    private Fault pageFault(long linear, int error, int access, int privilege) {
        return fault.page(
                linear,
                error
                        | (access == Mmu.WRITE ? ERROR_WRITE : 0)
                        | (privilege == Mmu.USER ? ERROR_USER : 0)
                        | (access == Mmu.EXECUTE && (noExecute || smep) ? ERROR_FETCH : 0));
    }
}
