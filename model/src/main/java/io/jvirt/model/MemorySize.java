package io.jvirt.model;

/**
 * An amount of memory or storage in bytes.
 *
 * @param bytes not negative
 */
public record MemorySize(long bytes) implements Comparable<MemorySize> {
    private static final String UNITS = "KMGTPE";

    public MemorySize {
        if (bytes < 0) {
            throw new IllegalArgumentException("Negative size " + bytes);
        }
    }

    /** {@return that many KiB} */
    public static MemorySize ofKib(long kib) {
        return of(kib, 1024);
    }

    /** {@return that many MiB} */
    public static MemorySize ofMib(long mib) {
        return of(mib, 1024 * 1024);
    }

    /** {@return that many bytes} */
    public static MemorySize ofBytes(long bytes) {
        return new MemorySize(bytes);
    }

    /**
     * {@return an amount in one of libvirt's units: b, bytes, K and KiB (1024), KB (1000), and so on to EiB}
     *
     * @throws IllegalArgumentException when the unit is unknown or the size does not fit
     */
    public static MemorySize of(long amount, String unit) {
        return of(amount, factor(unit));
    }

    private static MemorySize of(long amount, long factor) {
        try {
            return new MemorySize(Math.multiplyExact(amount, factor));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("Size " + amount + " times " + factor + " is too large", e);
        }
    }

    /** {@return the bytes of one unit} */
    public static long factor(String unit) {
        if (unit.equalsIgnoreCase("b") || unit.equalsIgnoreCase("byte") || unit.equalsIgnoreCase("bytes")) {
            return 1;
        }
        int power = unit.isEmpty() ? -1 : UNITS.indexOf(Character.toUpperCase(unit.charAt(0)));
        if (power < 0) {
            throw new UnknownUnitException(unit);
        }
        long base = switch (unit.substring(1)) {
            case "", "iB", "ib", "IB" -> 1024;
            case "B", "b" -> 1000;
            default -> throw new UnknownUnitException(unit);
        };
        long factor = base;
        for (int i = 0; i < power; i++) {
            factor *= base;
        }
        return factor;
    }

    /** {@return the size in KiB, a part counting as a whole} */
    public long kib() {
        return ceil(1024);
    }

    /** {@return the size in MiB, a part counting as a whole} */
    public long mib() {
        return ceil(1024 * 1024);
    }

    /** {@return the size in the unit, a part counting as a whole} */
    public long in(String unit) {
        return ceil(factor(unit));
    }

    private long ceil(long unit) {
        return bytes / unit + (bytes % unit == 0 ? 0 : 1);
    }

    /** {@return the next multiple of the other size} */
    public MemorySize roundUp(MemorySize multiple) {
        long rest = bytes % multiple.bytes;
        return rest == 0 ? this : new MemorySize(Math.addExact(bytes, multiple.bytes - rest));
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** {@return the largest binary unit, up to EiB, that holds the size without a rest: B, KiB, MiB ...} */
    public String largestUnit() {
        int power = bytes == 0 ? 0 : Long.numberOfTrailingZeros(bytes) / 10;
        return power == 0 ? "B" : UNITS.charAt(Math.min(power, 6) - 1) + "iB";
    }

    @Override
    public String toString() {
        String unit = largestUnit();
        return in(unit) + " " + unit;
    }

    /** A unit that is none. Drivers tell it from a bad number, as libvirt does. */
    public static final class UnknownUnitException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private UnknownUnitException(String unit) {
            super("Unknown unit '" + unit + "', use b, KiB, MiB, GiB, TiB, PiB or EiB");
        }
    }
}
