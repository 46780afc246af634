package io.jvirt.machine.cpu.decode;

/** Rows of the x87 unit (SDM volume 2, tables ). */
final class X87Forms {
    static final String ROWS =
            """
            d8 /0 mem : FADD Md
            dc /0 mem : FADD Mq
            da /0 mem : FADD_INT Md
            de /0 mem : FADD_INT Mw
            d8 /0 reg : FADD T
            d8 /1 mem : FMUL Md
            dc /1 mem : FMUL Mq
            da /1 mem : FMUL_INT Md
            de /1 mem : FMUL_INT Mw
            d8 /1 reg : FMUL T
            d8 /2 mem : FCOM Md
            dc /2 mem : FCOM Mq
            da /2 mem : FCOM_INT Md
            de /2 mem : FCOM_INT Mw
            d8 /2 reg : FCOM T
            d8 /3 mem : FCOMP Md
            dc /3 mem : FCOMP Mq
            da /3 mem : FCOMP_INT Md
            de /3 mem : FCOMP_INT Mw
            d8 /3 reg : FCOMP T
            d8 /4 mem : FSUB Md
            dc /4 mem : FSUB Mq
            da /4 mem : FSUB_INT Md
            de /4 mem : FSUB_INT Mw
            d8 /4 reg : FSUB T
            d8 /5 mem : FSUBR Md
            dc /5 mem : FSUBR Mq
            da /5 mem : FSUBR_INT Md
            de /5 mem : FSUBR_INT Mw
            d8 /5 reg : FSUBR T
            d8 /6 mem : FDIV Md
            dc /6 mem : FDIV Mq
            da /6 mem : FDIV_INT Md
            de /6 mem : FDIV_INT Mw
            d8 /6 reg : FDIV T
            d8 /7 mem : FDIVR Md
            dc /7 mem : FDIVR Mq
            da /7 mem : FDIVR_INT Md
            de /7 mem : FDIVR_INT Mw
            d8 /7 reg : FDIVR T
            dc /0 reg : FADD_TO T
            de /0 reg : FADD_POP T
            dc /1 reg : FMUL_TO T
            de /1 reg : FMUL_POP T
            dc /4 reg : FSUBR_TO T
            de /4 reg : FSUBR_POP T
            dc /5 reg : FSUB_TO T
            de /5 reg : FSUB_POP T
            dc /6 reg : FDIVR_TO T
            de /6 reg : FDIVR_POP T
            dc /7 reg : FDIV_TO T
            de /7 reg : FDIV_POP T
            dc /2 reg : FCOM T
            dc /3 reg : FCOMP T
            de /2 reg : FCOMP T
            de =d9 : FCOMPP
            d9 /0 mem : FLD Md
            d9 /2 mem : FST Md
            d9 /3 mem : FSTP Md
            d9 /4 mem : FLDENV Mx
            d9 /5 mem : FLDCW Mw
            d9 /6 mem : FNSTENV Mx
            d9 /7 mem : FNSTCW Mw
            d9 /0 reg : FLD T
            d9 /1 reg : FXCH T
            d9 =d0 : FNOP
            d9 /3 reg : FSTPNCE T
            d9 =e0 : FCHS
            d9 =e1 : FABS
            d9 =e4 : FTST
            d9 =e5 : FXAM
            d9 =e8 : FLD1
            d9 =e9 : FLDL2T
            d9 =ea : FLDL2E
            d9 =eb : FLDPI
            d9 =ec : FLDLG2
            d9 =ed : FLDLN2
            d9 =ee : FLDZ
            d9 =f0 : F2XM1
            d9 =f1 : FYL2X
            d9 =f2 : FPTAN
            d9 =f3 : FPATAN
            d9 =f4 : FXTRACT
            d9 =f5 : FPREM1
            d9 =f6 : FDECSTP
            d9 =f7 : FINCSTP
            d9 =f8 : FPREM
            d9 =f9 : FYL2XP1
            d9 =fa : FSQRT
            d9 =fb : FSINCOS
            d9 =fc : FRNDINT
            d9 =fd : FSCALE
            d9 =fe : FSIN
            d9 =ff : FCOS
            da =e9 : FUCOMPP
            da /0 reg : FCMOVB T
            da /1 reg : FCMOVE T
            da /2 reg : FCMOVBE T
            da /3 reg : FCMOVU T
            db /0 reg : FCMOVNB T
            db /1 reg : FCMOVNE T
            db /2 reg : FCMOVNBE T
            db /3 reg : FCMOVNU T
            db =e2 : FNCLEX
            db =e3 : FNINIT
            db =e0 : FNOP
            db =e1 : FNOP
            db =e4 : FNOP
            db /5 reg : FUCOMI T
            db /6 reg : FCOMI T
            db /0 mem : FILD Md
            db /1 mem : FISTTP Md
            db /2 mem : FIST Md
            db /3 mem : FISTP Md
            db /5 mem : FLD80 Mt
            db /7 mem : FSTP80 Mt
            dd /0 mem : FLD Mq
            dd /1 mem : FISTTP Mq
            dd /2 mem : FST Mq
            dd /3 mem : FSTP Mq
            dd /4 mem : FRSTOR Mx
            dd /6 mem : FNSAVE Mx
            dd /7 mem : FNSTSW Mw
            dd /0 reg : FFREE T
            dd /2 reg : FST T
            dd /3 reg : FSTP T
            dd /4 reg : FUCOM T
            dd /5 reg : FUCOMP T
            df /0 mem : FILD Mw
            df /1 mem : FISTTP Mw
            df /2 mem : FIST Mw
            df /3 mem : FISTP Mw
            df /4 mem : FBLD Mt
            df /5 mem : FILD Mq
            df /6 mem : FBSTP Mt
            df /7 mem : FISTP Mq
            df =e0 : FNSTSW AX
            df /5 reg : FUCOMIP T
            df /6 reg : FCOMIP T
            9b : FWAIT
            """;

    private X87Forms() {}
}
