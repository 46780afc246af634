package io.jvirt.image.block;

import io.jvirt.image.CheckResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Gathers what a check of an image in blocks finds: what is beyond the file, what is used twice, what nobody uses. */
public final class BlockCheck {
    /** More findings than this are counted but not described. */
    private static final int MOST_FINDINGS = 1000;

    /** Units of a file that can be told apart: their bits take a quarter of a gigabyte at most. */
    private static final long MOST_UNITS = Integer.MAX_VALUE;

    private final long first;
    private final int unit;
    private final long fileLength;
    private final BitSet used = new BitSet();
    private final List<String> findings = new ArrayList<>();
    private long corruptions;
    private long corruptionsFixed;
    private long leaks;
    private long leaksFixed;
    private long errors;
    private long allocated;
    private long fragmented;
    private long compressed;
    private long lastBlock = -1;
    private long lastHost;
    private long end;

    /**
     * A check of a file of {@code fileLength} bytes, in which data come in units.
     *
     * @param first where the first unit lies
     * @param unit bytes in one
     */
    public BlockCheck(long first, int unit, long fileLength) {
        this.first = first;
        this.unit = unit;
        this.fileLength = fileLength;
        this.end = first;
    }

    /** Something is wrong. */
    public void corrupt(String what) {
        corruptions++;
        say(what);
    }

    /** Something was wrong and is not any more. */
    public void repaired(String what) {
        corruptionsFixed++;
        say(what);
    }

    /** Units that nobody uses. */
    public void leaked(long units, boolean fixed) {
        leaks += fixed ? 0 : units;
        leaksFixed += fixed ? units : 0;
    }

    private void say(String what) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(what);
        }
    }

    /** Something uses units; returns whether they are in the file and nobody else's. */
    public boolean use(String what, long host, int units) {
        if (host < first || (host - first) % unit != 0 || host >= fileLength) {
            corrupt(what + " at offset " + Long.toUnsignedString(host) + " is not aligned or not within the file");
            return false;
        }
        long number = (host - first) / unit;
        if (number > MOST_UNITS - units) {
            errors++;
            say(what + " is too far into the file to be checked");
            return true;
        }
        int from = (int) number;
        int taken = used.nextSetBit(from);
        if (taken >= 0 && taken < from + units) {
            corrupt(what + " at offset " + host + " is used already");
            return false;
        }
        used.set(from, from + units);
        end = Math.max(end, host + (long) units * unit);
        return true;
    }

    /** A block's data use a unit; returns whether it is in the file and nobody else's. */
    public boolean data(long block, long host) {
        if (!use("block " + block, host, 1)) {
            return false;
        }
        stored(block, host);
        return true;
    }

    /** A block's data that use no unit of those that are counted. */
    public void stored(long block, long host) {
        allocated++;
        if (lastBlock >= 0 && host != lastHost + unit) {
            fragmented++;
        }
        lastBlock = block;
        lastHost = host;
    }

    /** A compressed block, which uses no unit of its own. */
    public void packed() {
        allocated++;
        compressed++;
    }

    /** {@return where the last unit in use ends} */
    public long end() {
        return end;
    }

    /** {@return blocks that have data} */
    public long allocated() {
        return allocated;
    }

    /** {@return how many units up to the end of the file nobody uses} */
    public long unused() {
        long units = Math.min(MOST_UNITS, (fileLength - first + unit - 1) / unit);
        return Math.max(0, units - used.cardinality());
    }

    /** {@return what was found} */
    public CheckResult result(long totalBlocks) {
        return new CheckResult(
                corruptions, leaks, corruptionsFixed, leaksFixed, errors, totalBlocks, allocated, fragmented, compressed,
                end, List.copyOf(findings));
    }
}
