package io.jvirt.machine.cpu.decode;

/** Rows of the general-purpose instructions (SDM volume 2, opcode maps in A.3). */
final class IntegerForms {
    /** The eight operations that share an encoding, ADD to CMP; {@code NN} is replaced by eight times the operation's number. */
    static final String[] ARITHMETIC = {"ADD", "OR", "ADC", "SBB", "AND", "SUB", "XOR", "CMP"};

    static final String ROWS =
            """
            06 : PUSH_ES ; i64
            07 : POP_ES ; i64
            0e : PUSH_CS ; i64
            16 : PUSH_SS ; i64
            17 : POP_SS ; i64 end
            1e : PUSH_DS ; i64
            1f : POP_DS ; i64
            27 : DAA ; i64
            2f : DAS ; i64
            37 : AAA ; i64
            3f : AAS ; i64
            40+r : INC Zv ; i64
            48+r : DEC Zv ; i64
            50+r : PUSH Zv ; wide
            58+r : POP Zv ; wide
            60 : PUSHA ; i64
            61 : POPA ; i64
            62 : BOUND Gv,Mv ; i64
            63 : MOVSXD Gv,Ed ; o64
            63 : ARPL Ew,Gw ; i64
            68 : PUSH Iz ; wide
            69 : IMUL Gv,Ev,Iz
            6a : PUSH Ib ; wide
            6b : IMUL Gv,Ev,Ib
            6c : INS b
            6d : INS z
            6e : OUTS b
            6f : OUTS z
            70+c : JCC Jb ; end
            84 : TEST Eb,Gb
            85 : TEST Ev,Gv
            86 : XCHG Eb,Gb ; lock
            87 : XCHG Ev,Gv ; lock
            88 : MOV Eb,Gb
            89 : MOV Ev,Gv
            8a : MOV Gb,Eb
            8b : MOV Gv,Ev
            8c : MOV_FROM_SEGMENT Ev,S
            8d : LEA Gv,Mv
            8e : MOV_TO_SEGMENT S,Ew ; end
            8f /0 : POP Ev ; wide
            pf3 90 : PAUSE ; end
            90+r : XCHG_RAX Zv
            98 : CBW v
            99 : CWD v
            9a : CALL_FAR A ; i64 end
            9c : PUSHF v ; wide
            9d : POPF v ; wide end
            9e : SAHF
            9f : LAHF
            a0 : MOV AL,Ob
            a1 : MOV rAX,Ov
            a2 : MOV Ob,AL
            a3 : MOV Ov,rAX
            a4 : MOVS b
            a5 : MOVS v
            a6 : CMPS b
            a7 : CMPS v
            a8 : TEST AL,Ib
            a9 : TEST rAX,Iz
            aa : STOS b
            ab : STOS v
            ac : LODS b
            ad : LODS v
            ae : SCAS b
            af : SCAS v
            b0+r : MOV Zb,Ib
            b8+r : MOV Zv,Iv
            c2 : RET Iw ; wide end
            c3 : RET ; wide end
            c4 : LES Gv,Mv ; i64
            c5 : LDS Gv,Mv ; i64
            c6 /0 : MOV Eb,Ib
            c7 /0 : MOV Ev,Iz
            c8 : ENTER Iw,Ib ; wide
            c9 : LEAVE v ; wide
            ca : RET_FAR Iw ; end
            cb : RET_FAR v ; end
            cc : INT3 ; end
            cd : INT Ib ; end
            ce : INTO ; i64 end
            cf : IRET v ; end
            d4 : AAM Ib ; i64
            d5 : AAD Ib ; i64
            d7 : XLAT
            e0 : LOOPNE Jb ; end
            e1 : LOOPE Jb ; end
            e2 : LOOP Jb ; end
            e3 : JCXZ Jb ; end
            e4 : IN AL,Ib
            e5 : IN eAX,Ib
            e6 : OUT Ib,AL
            e7 : OUT Ib,eAX
            e8 : CALL Jz ; wide end
            e9 : JMP Jz ; end
            ea : JMP_FAR A ; i64 end
            eb : JMP Jb ; end
            ec : IN_DX AL
            ed : IN_DX eAX
            ee : OUT_DX AL
            ef : OUT_DX eAX
            f1 : INT1 ; end
            f4 : HLT ; end
            f5 : CMC
            f6 /0 : TEST Eb,Ib
            f6 /1 : TEST Eb,Ib
            f6 /2 : NOT Eb ; lock
            f6 /3 : NEG Eb ; lock
            f6 /4 : MUL Eb
            f6 /5 : IMUL1 Eb
            f6 /6 : DIV Eb
            f6 /7 : IDIV Eb
            f7 /0 : TEST Ev,Iz
            f7 /1 : TEST Ev,Iz
            f7 /2 : NOT Ev ; lock
            f7 /3 : NEG Ev ; lock
            f7 /4 : MUL Ev
            f7 /5 : IMUL1 Ev
            f7 /6 : DIV Ev
            f7 /7 : IDIV Ev
            f8 : CLC
            f9 : STC
            fa : CLI
            fb : STI ; end
            fc : CLD
            fd : STD
            fe /0 : INC Eb ; lock
            fe /1 : DEC Eb ; lock
            ff /0 : INC Ev ; lock
            ff /1 : DEC Ev ; lock
            ff /2 : CALL_NEAR Ev ; wide end
            ff /3 : CALL_FAR_MEMORY Mv ; end
            ff /4 : JMP_NEAR Ev ; wide end
            ff /5 : JMP_FAR_MEMORY Mv ; end
            ff /6 : PUSH Ev ; wide

            0f 0b : UD ; end
            0f b9 : UD Gv,Ev ; end
            0f ff : UD Gv,Ev ; end
            0f 0d : NOP Mb
            0f 18 : NOP Ev
            0f 19 : NOP Ev
            0f 1a : NOP Ev
            0f 1b : NOP Ev
            0f 1c : NOP Ev
            0f 1d : NOP Ev
            0f 1e : NOP Ev
            0f 1f : NOP Ev
            0f 40+c : CMOV Gv,Ev
            0f 80+c : JCC Jz ; end
            0f 90+c : SETCC Eb
            0f a0 : PUSH_FS ; wide
            0f a1 : POP_FS ; wide
            0f a3 : BT Ev,Gv
            0f a4 : SHLD Ev,Gv,Ib
            0f a5 : SHLD_CL Ev,Gv
            0f a8 : PUSH_GS ; wide
            0f a9 : POP_GS ; wide
            0f ab : BTS Ev,Gv ; lock
            0f ac : SHRD Ev,Gv,Ib
            0f ad : SHRD_CL Ev,Gv
            0f af : IMUL Gv,Ev
            0f b0 : CMPXCHG Eb,Gb ; lock
            0f b1 : CMPXCHG Ev,Gv ; lock
            0f b2 : LSS Gv,Mv
            0f b3 : BTR Ev,Gv ; lock
            0f b4 : LFS Gv,Mv
            0f b5 : LGS Gv,Mv
            0f b6 : MOVZX Gv,Eb
            0f b7 : MOVZX Gv,Ew
            pf3 0f b8 : POPCNT Gv,Ev
            0f ba /4 : BT Ev,Ib
            0f ba /5 : BTS Ev,Ib ; lock
            0f ba /6 : BTR Ev,Ib ; lock
            0f ba /7 : BTC Ev,Ib ; lock
            0f bb : BTC Ev,Gv ; lock
            pf3 0f bc : TZCNT Gv,Ev
            0f bc : BSF Gv,Ev
            pf3 0f bd : LZCNT Gv,Ev
            0f bd : BSR Gv,Ev
            0f be : MOVSX Gv,Eb
            0f bf : MOVSX Gv,Ew
            0f c0 : XADD Eb,Gb ; lock
            0f c1 : XADD Ev,Gv ; lock
            np 0f c3 : MOV My,Gy
            0f c7 /1 : CMPXCHG8B My ; lock
            0f c7 /6 reg : RDRAND Rv
            0f c7 /7 reg : RDSEED Rv
            0f c8+r : BSWAP Zv
            pf2 0f 38 f0 : CRC32 Gy,Eb
            pf2 0f 38 f1 : CRC32 Gy,Ev
            0f 38 f0 : MOVBE Gv,Mv
            0f 38 f1 : MOVBE Mv,Gv
            p66 0f 38 f6 : ADCX Gy,Ey
            pf3 0f 38 f6 : ADOX Gy,Ey

            vex np 0f 38 f2 : ANDN Gy,By,Ey
            vex np 0f 38 f3 /1 : BLSR By,Ey
            vex np 0f 38 f3 /2 : BLSMSK By,Ey
            vex np 0f 38 f3 /3 : BLSI By,Ey
            vex np 0f 38 f5 : BZHI Gy,Ey,By
            vex pf3 0f 38 f5 : PEXT Gy,By,Ey
            vex pf2 0f 38 f5 : PDEP Gy,By,Ey
            vex pf2 0f 38 f6 : MULX Gy,By,Ey
            vex np 0f 38 f7 : BEXTR Gy,Ey,By
            vex pf3 0f 38 f7 : SARX Gy,Ey,By
            vex p66 0f 38 f7 : SHLX Gy,Ey,By
            vex pf2 0f 38 f7 : SHRX Gy,Ey,By
            vex pf2 0f 3a f0 : RORX Gy,Ey,Ib
            """;

    /** Shifts and rotations in the order of ModRM.reg; for the encodings of group 2. */
    static final String[] SHIFTS = {"ROL", "ROR", "RCL", "RCR", "SHL", "SHR", "SHL", "SAR"};

    private IntegerForms() {}

    /** {@return the rows of the families with regular encodings} */
    static String families() {
        StringBuilder rows = new StringBuilder();
        for (int n = 0; n < ARITHMETIC.length; n++) {
            String name = ARITHMETIC[n];
            String lock = name.equals("CMP") ? "" : " ; lock";
            String[] forms = {" Eb,Gb" + lock, " Ev,Gv" + lock, " Gb,Eb", " Gv,Ev", " AL,Ib", " rAX,Iz"};
            for (int f = 0; f < forms.length; f++) {
                rows.append("%02x : %s%s%n".formatted(n * 8 + f, name, forms[f]));
            }
            rows.append("80 /%d : %s Eb,Ib%s%n".formatted(n, name, lock));
            rows.append("81 /%d : %s Ev,Iz%s%n".formatted(n, name, lock));
            rows.append("82 /%d : %s Eb,Ib ; i64%s%n".formatted(n, name, lock.isEmpty() ? "" : " lock"));
            rows.append("83 /%d : %s Ev,Ib%s%n".formatted(n, name, lock));
            String shift = SHIFTS[n];
            rows.append("c0 /%d : %s Eb,Ib%n".formatted(n, shift));
            rows.append("c1 /%d : %s Ev,Ib%n".formatted(n, shift));
            rows.append("d0 /%d : %s Eb,1%n".formatted(n, shift));
            rows.append("d1 /%d : %s Ev,1%n".formatted(n, shift));
            rows.append("d2 /%d : %s Eb,CL%n".formatted(n, shift));
            rows.append("d3 /%d : %s Ev,CL%n".formatted(n, shift));
        }
        return rows.toString();
    }
}
