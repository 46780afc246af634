package io.jvirt.machine.cpu.decode;

/** Rows of the instructions that systems are made of (SDM volume 3, 2.8). */
final class SystemForms {
    static final String ROWS =
            """
            0f 00 /0 : SLDT Ev
            0f 00 /1 : STR Ev
            0f 00 /2 : LLDT Ew
            0f 00 /3 : LTR Ew
            0f 00 /4 : VERR Ew
            0f 00 /5 : VERW Ew
            0f 01 =c8 : UD ; end
            0f 01 =c9 : UD ; end
            np 0f 01 =ca : CLAC
            np 0f 01 =cb : STAC
            np 0f 01 =d0 : XGETBV
            np 0f 01 =d1 : XSETBV
            0f 01 =f8 : SWAPGS ; o64
            0f 01 =f9 : RDTSCP
            0f 01 /0 mem : SGDT Mx
            0f 01 /1 mem : SIDT Mx
            0f 01 /2 mem : LGDT Mx
            0f 01 /3 mem : LIDT Mx
            0f 01 /4 : SMSW Ev
            0f 01 /6 : LMSW Ew ; end
            0f 01 /7 mem : INVLPG Mb ; end
            0f 02 : LAR Gv,Ew
            0f 03 : LSL Gv,Ew
            0f 05 : SYSCALL ; end
            0f 06 : CLTS ; end
            0f 07 : SYSRET v ; end
            0f 08 : NOP_SUPERVISOR
            0f 09 : NOP_SUPERVISOR
            0f 20 : MOV_FROM_CR Ry,C ; wide
            0f 21 : MOV_FROM_DR Ry,D ; wide
            0f 22 : MOV_TO_CR C,Ry ; wide end
            0f 23 : MOV_TO_DR D,Ry ; wide end
            0f 30 : WRMSR ; end
            0f 31 : RDTSC
            0f 32 : RDMSR
            0f 33 : RDPMC
            0f 34 : SYSENTER ; end
            0f 35 : SYSEXIT v ; end
            0f a2 : CPUID ; end
            np 0f ae /0 mem : FXSAVE Mx
            np 0f ae /1 mem : FXRSTOR Mx
            np 0f ae /2 mem : LDMXCSR Md
            np 0f ae /3 mem : STMXCSR Md
            np 0f ae /4 mem : XSAVE Mx
            np 0f ae /5 mem : XRSTOR Mx
            np 0f ae /5 reg : FENCE
            np 0f ae /6 reg : FENCE
            np 0f ae /7 reg : FENCE
            np 0f ae /7 mem : NOP Mb
            pf3 0f ae /0 reg : RDFSBASE Ry ; o64
            pf3 0f ae /1 reg : RDGSBASE Ry ; o64
            pf3 0f ae /2 reg : WRFSBASE Ry ; o64
            pf3 0f ae /3 reg : WRGSBASE Ry ; o64
            """;

    private SystemForms() {}
}
