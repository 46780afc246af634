package io.jvirt.machine.interpret;

import io.jvirt.machine.cpu.Cpu;
import io.jvirt.machine.cpu.Fault;
import io.jvirt.machine.cpu.Requests;
import io.jvirt.machine.cpu.Restart;
import io.jvirt.machine.cpu.Segment;
import io.jvirt.machine.cpu.decode.Decoder;
import io.jvirt.machine.cpu.decode.Form;
import io.jvirt.machine.cpu.decode.Forms;
import io.jvirt.machine.cpu.decode.Instruction;
import io.jvirt.machine.cpu.decode.Instruction.Handler;
import io.jvirt.machine.memory.Ram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A processor's decoded blocks, kept by where their code is in RAM, and forgotten when it changes. */
public final class BlockCache implements Ram.CodeKeeper {
    private static final int LONGEST = 64;
    private static final int RECENT = 1 << 14;
    private static final Form ANY = Forms.all().getFirst();
    private static final Handler UNDEFINED = (cpu, i) -> {
        throw cpu.fault.of(Fault.INVALID_OPCODE);
    };
    private static final Handler TOO_LONG = (cpu, i) -> {
        throw cpu.fault.protection();
    };

    private final Cpu cpu;
    private final Ram ram;
    private final Decoder decoder = new Decoder(this::codeByte);
    private final @Nullable Block[] recent = new @Nullable Block[RECENT];
    private final Map<Long, List<Block>> pages = new HashMap<>();
    private @Nullable Block running;

    private final Queue<Change> foreign = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread owner;

    private record Change(long offset, int length) {}

    private long linearPage;
    private long firstPage;
    private long secondPage;

    public BlockCache(Cpu cpu, Ram ram) {
        this.cpu = cpu;
        this.ram = ram;
        ram.setKeeper(this);
    }

    /** {@return the block at RIP} */
    Block at(long linear, int bits) {
        long offset = cpu.mmu.code(linear);
        Block block = recent[slot(offset, bits)];
        if (block != null && block.start == offset && block.bits == bits && block.valid && secondPageFits(block, linear)) {
            return block;
        }
        return find(linear, offset, bits);
    }

    private static int slot(long offset, int bits) {
        return (int) (offset ^ offset >>> 14 ^ bits) & RECENT - 1;
    }

    private boolean secondPageFits(Block block, long linear) {
        return block.secondPage < 0 || cpu.mmu.code((linear | 4095) + 1) == block.secondPage;
    }

    private Block find(long linear, long offset, int bits) {
        List<Block> known = pages.get(offset >>> Ram.PAGE_SHIFT);
        if (known != null) {
            for (Block block : known) {
                if (block.start == offset && block.bits == bits && secondPageFits(block, linear)) {
                    recent[slot(offset, bits)] = block;
                    return block;
                }
            }
        }
        Block block = decode(linear, offset, bits, LONGEST);
        keep(block, block.start);
        if (block.secondPage >= 0) {
            keep(block, block.secondPage);
        }
        recent[slot(offset, bits)] = block;
        return block;
    }

    private void keep(Block block, long offset) {
        pages.computeIfAbsent(offset >>> Ram.PAGE_SHIFT, page -> new ArrayList<>()).add(block);
        if (!ram.isCode(offset)) {
            ram.setCode(offset, true);
            cpu.mmu.protect(offset);
        }
    }

    /** {@return one instruction, as a block that is not kept} */
    Block single(long linear, int bits) {
        return decode(linear, cpu.mmu.code(linear), bits, 1);
    }

    private Block decode(long linear, long offset, int bits, int longest) {
        if (offset < 0) {
            throw cpu.fault.protection();
        }
        linearPage = linear & -4096;
        firstPage = offset & -4096;
        secondPage = -1;
        List<Instruction> instructions = new ArrayList<>();
        int position = (int) offset & 4095;
        while (instructions.size() < longest && position < 4096) {
            Instruction next = next(position, bits, instructions.isEmpty());
            if (next == null) {
                secondPage = -1;
                break;
            }
            instructions.add(next);
            position = next.end;
            if (ends(next)) {
                break;
            }
        }
        return new Block(offset, bits, instructions.toArray(Instruction[]::new), position > 4096 ? secondPage : -1);
    }

    private static boolean ends(Instruction instruction) {
        return instruction.form.ends() || instruction.repeat != 0 && isString(instruction.form.name());
    }

    private static boolean isString(String name) {
        return switch (name) {
            case "MOVS", "STOS", "LODS", "CMPS", "SCAS", "INS", "OUTS" -> true;
            default -> false;
        };
    }

    /** {@return the instruction at a position; null if it is not sure to be reached and cannot be decoded now} */
    private @Nullable Instruction next(int position, int bits, boolean first) {
        try {
            Instruction instruction = decoder.decode(position, bits);
            Handler handler = Handlers.of(instruction);
            instruction.handler = handler == null ? UNDEFINED : handler;
            return instruction.end > 4096 && !first ? null : instruction;
        } catch (Decoder.Undefined e) {
            return first ? Instruction.of(ANY, position, position + 1, UNDEFINED) : null;
        } catch (Decoder.TooLong e) {
            return first ? Instruction.of(ANY, position, position + 1, TOO_LONG) : null;
        } catch (Fault fault) {
            if (first) {
                throw fault;
            }
            return null;
        }
    }

    private int codeByte(int position) {
        if (position < 4096) {
            return ram.bytes().get(Ram.BYTE, firstPage + position) & 0xff;
        }
        if (secondPage < 0) {
            secondPage = cpu.mmu.code(linearPage + 4096) & -4096;
        }
        return ram.bytes().get(Ram.BYTE, secondPage + position - 4096) & 0xff;
    }

    /** Tells which block runs, so that a change of its own code is noticed; null for none. */
    void setRunning(@Nullable Block block) {
        running = block;
    }

    /** The thread whose stores are seen at once; those of others (DMA) when it next looks. */
    void setOwner(Thread thread) {
        owner = thread;
    }

    /** Takes up what other threads changed. */
    void drain() {
        for (Change change = foreign.poll(); change != null; change = foreign.poll()) {
            changed(change.offset, change.length);
        }
    }

    @Override
    public void changed(long offset, int length) {
        if (owner != null && !owner.equals(Thread.currentThread())) {
            foreign.add(new Change(offset, length));
            cpu.requests.raise(Requests.CODE_CHANGED);
            return;
        }
        Block now = running;
        if (now != null && now.overlaps(offset, length)) {
            throw Restart.RESTART;
        }
        List<Block> known = pages.get(offset >>> Ram.PAGE_SHIFT);
        if (known == null) {
            return;
        }
        known.removeIf(block -> {
            if (block.overlaps(offset, length)) {
                block.valid = false;
                return true;
            }
            return !block.valid;
        });
        if (known.isEmpty()) {
            pages.remove(offset >>> Ram.PAGE_SHIFT);
            ram.setCode(offset, false);
        }
    }

    /** {@return bits of code as CS says} */
    static int bits(Cpu cpu) {
        return (cpu.efer & Cpu.EFER_LMA) != 0 && (cpu.attributes[Segment.CS] & Segment.LONG) != 0 ? 64 : cpu.codeBits();
    }
}
