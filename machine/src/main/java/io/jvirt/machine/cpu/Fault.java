package io.jvirt.machine.cpu;

/**
 * An exception of the guest, on its way to {@link Delivery}. A processor has one object, thrown again and again: it has no stack
 * trace, and only the thread of its processor throws and catches it.
 */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    public static final int DIVIDE = 0;
    public static final int DEBUG = 1;
    public static final int NMI = 2;
    public static final int BREAKPOINT = 3;
    public static final int OVERFLOW = 4;
    public static final int BOUND = 5;
    public static final int INVALID_OPCODE = 6;
    public static final int NO_DEVICE = 7;
    public static final int DOUBLE_FAULT = 8;
    public static final int INVALID_TSS = 10;
    public static final int NOT_PRESENT = 11;
    public static final int STACK = 12;
    public static final int PROTECTION = 13;
    public static final int PAGE = 14;
    public static final int X87 = 16;
    public static final int ALIGNMENT = 17;
    public static final int SIMD = 19;

    private int vector;
    private int errorCode;
    private boolean hasErrorCode;
    private long address;

    public Fault() {
        super(null, null, false, false);
    }

    /** {@return this, as an exception without an error code} */
    public Fault of(int vectorNumber) {
        vector = vectorNumber;
        errorCode = 0;
        hasErrorCode = false;
        return this;
    }

    /** {@return this, as an exception with an error code} */
    public Fault of(int vectorNumber, int error) {
        vector = vectorNumber;
        errorCode = error;
        hasErrorCode = true;
        return this;
    }

    /** {@return this, as a page fault at a linear address} */
    public Fault page(long linear, int error) {
        address = linear;
        return of(PAGE, error);
    }

    /** {@return #GP(0)} */
    public Fault protection() {
        return of(PROTECTION, 0);
    }

    public int vector() {
        return vector;
    }

    public int errorCode() {
        return errorCode;
    }

    public boolean hasErrorCode() {
        return hasErrorCode;
    }

    /** {@return what CR2 becomes, if this is a page fault} */
    public long address() {
        return address;
    }

    @Override
    public String getMessage() {
        return "vector " + vector + (hasErrorCode ? " error code 0x" + Integer.toHexString(errorCode) : "")
                + (vector == PAGE ? " at 0x" + Long.toHexString(address) : "");
    }
}
