package io.jvirt.machine.cpu.decode;

/** Rows of MMX, SSE to SSE4.2, AES-NI and PCLMULQDQ; a name with _M is the MMX form of an operation that SSE has too. */
final class SseForms {
    static final String ROWS =
            """
            np 0f 10 : MOVUPS Vx,Wx
            p66 0f 10 : MOVUPS Vx,Wx
            pf3 0f 10 : MOVSS Vx,Wd
            pf2 0f 10 : MOVSD Vx,Wq
            np 0f 11 : MOVUPS Wx,Vx
            p66 0f 11 : MOVUPS Wx,Vx
            pf3 0f 11 : MOVSS Wd,Vx
            pf2 0f 11 : MOVSD Wq,Vx
            np 0f 12 mem : MOVLPS Vx,Mq
            np 0f 12 reg : MOVHLPS Vx,Ux
            p66 0f 12 : MOVLPS Vx,Mq
            pf2 0f 12 : MOVDDUP Vx,Wq
            pf3 0f 12 : MOVSLDUP Vx,Wx
            np 0f 13 : MOVLPS Mq,Vx
            p66 0f 13 : MOVLPS Mq,Vx
            np 0f 14 : UNPCKLPS Vx,Wx
            p66 0f 14 : UNPCKLPD Vx,Wx
            np 0f 15 : UNPCKHPS Vx,Wx
            p66 0f 15 : UNPCKHPD Vx,Wx
            np 0f 16 mem : MOVHPS Vx,Mq
            np 0f 16 reg : MOVLHPS Vx,Ux
            p66 0f 16 : MOVHPS Vx,Mq
            pf3 0f 16 : MOVSHDUP Vx,Wx
            np 0f 17 : MOVHPS Mq,Vx
            p66 0f 17 : MOVHPS Mq,Vx
            np 0f 28 : MOVAPS Vx,Wx
            p66 0f 28 : MOVAPS Vx,Wx
            np 0f 29 : MOVAPS Wx,Vx
            p66 0f 29 : MOVAPS Wx,Vx
            np 0f 2a : CVTPI2PS Vx,Qq
            p66 0f 2a : CVTPI2PD Vx,Qq
            pf3 0f 2a : CVTSI2SS Vx,Ey
            pf2 0f 2a : CVTSI2SD Vx,Ey
            np 0f 2b : MOVNTPS Mx,Vx
            p66 0f 2b : MOVNTPS Mx,Vx
            np 0f 2c : CVTTPS2PI Pq,Wq
            p66 0f 2c : CVTTPD2PI Pq,Wx
            pf3 0f 2c : CVTTSS2SI Gy,Wd
            pf2 0f 2c : CVTTSD2SI Gy,Wq
            np 0f 2d : CVTPS2PI Pq,Wq
            p66 0f 2d : CVTPD2PI Pq,Wx
            pf3 0f 2d : CVTSS2SI Gy,Wd
            pf2 0f 2d : CVTSD2SI Gy,Wq
            np 0f 2e : UCOMISS Vx,Wd
            p66 0f 2e : UCOMISD Vx,Wq
            np 0f 2f : COMISS Vx,Wd
            p66 0f 2f : COMISD Vx,Wq
            np 0f 50 : MOVMSKPS Gd,Ux
            p66 0f 50 : MOVMSKPD Gd,Ux
            np 0f 51 : SQRTPS Vx,Wx
            p66 0f 51 : SQRTPD Vx,Wx
            pf3 0f 51 : SQRTSS Vx,Wd
            pf2 0f 51 : SQRTSD Vx,Wq
            np 0f 52 : RSQRTPS Vx,Wx
            pf3 0f 52 : RSQRTSS Vx,Wd
            np 0f 53 : RCPPS Vx,Wx
            pf3 0f 53 : RCPSS Vx,Wd
            np 0f 54 : PAND Vx,Wx
            p66 0f 54 : PAND Vx,Wx
            np 0f 55 : PANDN Vx,Wx
            p66 0f 55 : PANDN Vx,Wx
            np 0f 56 : POR Vx,Wx
            p66 0f 56 : POR Vx,Wx
            np 0f 57 : PXOR Vx,Wx
            p66 0f 57 : PXOR Vx,Wx
            np 0f 58 : ADDPS Vx,Wx
            p66 0f 58 : ADDPD Vx,Wx
            pf3 0f 58 : ADDSS Vx,Wd
            pf2 0f 58 : ADDSD Vx,Wq
            np 0f 59 : MULPS Vx,Wx
            p66 0f 59 : MULPD Vx,Wx
            pf3 0f 59 : MULSS Vx,Wd
            pf2 0f 59 : MULSD Vx,Wq
            np 0f 5c : SUBPS Vx,Wx
            p66 0f 5c : SUBPD Vx,Wx
            pf3 0f 5c : SUBSS Vx,Wd
            pf2 0f 5c : SUBSD Vx,Wq
            np 0f 5d : MINPS Vx,Wx
            p66 0f 5d : MINPD Vx,Wx
            pf3 0f 5d : MINSS Vx,Wd
            pf2 0f 5d : MINSD Vx,Wq
            np 0f 5e : DIVPS Vx,Wx
            p66 0f 5e : DIVPD Vx,Wx
            pf3 0f 5e : DIVSS Vx,Wd
            pf2 0f 5e : DIVSD Vx,Wq
            np 0f 5f : MAXPS Vx,Wx
            p66 0f 5f : MAXPD Vx,Wx
            pf3 0f 5f : MAXSS Vx,Wd
            pf2 0f 5f : MAXSD Vx,Wq
            np 0f 5a : CVTPS2PD Vx,Wq
            p66 0f 5a : CVTPD2PS Vx,Wx
            pf3 0f 5a : CVTSS2SD Vx,Wd
            pf2 0f 5a : CVTSD2SS Vx,Wq
            np 0f 5b : CVTDQ2PS Vx,Wx
            p66 0f 5b : CVTPS2DQ Vx,Wx
            pf3 0f 5b : CVTTPS2DQ Vx,Wx
            np 0f 60 : PUNPCKLBW_M Pq,Qq
            p66 0f 60 : PUNPCKLBW Vx,Wx
            np 0f 61 : PUNPCKLWD_M Pq,Qq
            p66 0f 61 : PUNPCKLWD Vx,Wx
            np 0f 62 : PUNPCKLDQ_M Pq,Qq
            p66 0f 62 : PUNPCKLDQ Vx,Wx
            np 0f 63 : PACKSSWB_M Pq,Qq
            p66 0f 63 : PACKSSWB Vx,Wx
            np 0f 64 : PCMPGTB_M Pq,Qq
            p66 0f 64 : PCMPGTB Vx,Wx
            np 0f 65 : PCMPGTW_M Pq,Qq
            p66 0f 65 : PCMPGTW Vx,Wx
            np 0f 66 : PCMPGTD_M Pq,Qq
            p66 0f 66 : PCMPGTD Vx,Wx
            np 0f 67 : PACKUSWB_M Pq,Qq
            p66 0f 67 : PACKUSWB Vx,Wx
            np 0f 68 : PUNPCKHBW_M Pq,Qq
            p66 0f 68 : PUNPCKHBW Vx,Wx
            np 0f 69 : PUNPCKHWD_M Pq,Qq
            p66 0f 69 : PUNPCKHWD Vx,Wx
            np 0f 6a : PUNPCKHDQ_M Pq,Qq
            p66 0f 6a : PUNPCKHDQ Vx,Wx
            np 0f 6b : PACKSSDW_M Pq,Qq
            p66 0f 6b : PACKSSDW Vx,Wx
            p66 0f 6c : PUNPCKLQDQ Vx,Wx
            p66 0f 6d : PUNPCKHQDQ Vx,Wx
            np 0f 6e : MOVD_M Pq,Ey
            p66 0f 6e : MOVD Vx,Ey
            np 0f 6f : MOVQ_M Pq,Qq
            p66 0f 6f : MOVAPS Vx,Wx
            pf3 0f 6f : MOVUPS Vx,Wx
            np 0f 70 : PSHUFW Pq,Qq,Ib
            p66 0f 70 : PSHUFD Vx,Wx,Ib
            pf3 0f 70 : PSHUFHW Vx,Wx,Ib
            pf2 0f 70 : PSHUFLW Vx,Wx,Ib
            np 0f 71 /2 : PSRLW_M Nq,Ib
            p66 0f 71 /2 : PSRLW Ux,Ib
            np 0f 71 /4 : PSRAW_M Nq,Ib
            p66 0f 71 /4 : PSRAW Ux,Ib
            np 0f 71 /6 : PSLLW_M Nq,Ib
            p66 0f 71 /6 : PSLLW Ux,Ib
            np 0f 72 /2 : PSRLD_M Nq,Ib
            p66 0f 72 /2 : PSRLD Ux,Ib
            np 0f 72 /4 : PSRAD_M Nq,Ib
            p66 0f 72 /4 : PSRAD Ux,Ib
            np 0f 72 /6 : PSLLD_M Nq,Ib
            p66 0f 72 /6 : PSLLD Ux,Ib
            np 0f 73 /2 : PSRLQ_M Nq,Ib
            p66 0f 73 /2 : PSRLQ Ux,Ib
            np 0f 73 /6 : PSLLQ_M Nq,Ib
            p66 0f 73 /6 : PSLLQ Ux,Ib
            p66 0f 73 /3 : PSRLDQ Ux,Ib
            p66 0f 73 /7 : PSLLDQ Ux,Ib
            np 0f 74 : PCMPEQB_M Pq,Qq
            p66 0f 74 : PCMPEQB Vx,Wx
            np 0f 75 : PCMPEQW_M Pq,Qq
            p66 0f 75 : PCMPEQW Vx,Wx
            np 0f 76 : PCMPEQD_M Pq,Qq
            p66 0f 76 : PCMPEQD Vx,Wx
            np 0f 77 : EMMS
            p66 0f 7c : HADDPD Vx,Wx
            pf2 0f 7c : HADDPS Vx,Wx
            p66 0f 7d : HSUBPD Vx,Wx
            pf2 0f 7d : HSUBPS Vx,Wx
            np 0f 7e : MOVD_M Ey,Pq
            p66 0f 7e : MOVD Ey,Vx
            pf3 0f 7e : MOVQ Vx,Wq
            np 0f 7f : MOVQ_M Qq,Pq
            p66 0f 7f : MOVAPS Wx,Vx
            pf3 0f 7f : MOVUPS Wx,Vx
            np 0f c2 : CMPPS Vx,Wx,Ib
            p66 0f c2 : CMPPD Vx,Wx,Ib
            pf3 0f c2 : CMPSS Vx,Wd,Ib
            pf2 0f c2 : CMPSD Vx,Wq,Ib
            np 0f c4 : PINSRW_M Pq,Ed,Ib
            p66 0f c4 : PINSRW Vx,Ed,Ib
            np 0f c5 : PEXTRW_M Gd,Nq,Ib
            p66 0f c5 : PEXTRW Gd,Ux,Ib
            np 0f c6 : SHUFPS Vx,Wx,Ib
            p66 0f c6 : SHUFPD Vx,Wx,Ib
            p66 0f d0 : ADDSUBPD Vx,Wx
            pf2 0f d0 : ADDSUBPS Vx,Wx
            np 0f d1 : PSRLW_M Pq,Qq
            p66 0f d1 : PSRLW Vx,Wx
            np 0f d2 : PSRLD_M Pq,Qq
            p66 0f d2 : PSRLD Vx,Wx
            np 0f d3 : PSRLQ_M Pq,Qq
            p66 0f d3 : PSRLQ Vx,Wx
            np 0f d4 : PADDQ_M Pq,Qq
            p66 0f d4 : PADDQ Vx,Wx
            np 0f d5 : PMULLW_M Pq,Qq
            p66 0f d5 : PMULLW Vx,Wx
            np 0f d8 : PSUBUSB_M Pq,Qq
            p66 0f d8 : PSUBUSB Vx,Wx
            np 0f d9 : PSUBUSW_M Pq,Qq
            p66 0f d9 : PSUBUSW Vx,Wx
            np 0f da : PMINUB_M Pq,Qq
            p66 0f da : PMINUB Vx,Wx
            np 0f db : PAND_M Pq,Qq
            p66 0f db : PAND Vx,Wx
            np 0f dc : PADDUSB_M Pq,Qq
            p66 0f dc : PADDUSB Vx,Wx
            np 0f dd : PADDUSW_M Pq,Qq
            p66 0f dd : PADDUSW Vx,Wx
            np 0f de : PMAXUB_M Pq,Qq
            p66 0f de : PMAXUB Vx,Wx
            np 0f df : PANDN_M Pq,Qq
            p66 0f df : PANDN Vx,Wx
            np 0f e0 : PAVGB_M Pq,Qq
            p66 0f e0 : PAVGB Vx,Wx
            np 0f e1 : PSRAW_M Pq,Qq
            p66 0f e1 : PSRAW Vx,Wx
            np 0f e2 : PSRAD_M Pq,Qq
            p66 0f e2 : PSRAD Vx,Wx
            np 0f e3 : PAVGW_M Pq,Qq
            p66 0f e3 : PAVGW Vx,Wx
            np 0f e4 : PMULHUW_M Pq,Qq
            p66 0f e4 : PMULHUW Vx,Wx
            np 0f e5 : PMULHW_M Pq,Qq
            p66 0f e5 : PMULHW Vx,Wx
            np 0f e8 : PSUBSB_M Pq,Qq
            p66 0f e8 : PSUBSB Vx,Wx
            np 0f e9 : PSUBSW_M Pq,Qq
            p66 0f e9 : PSUBSW Vx,Wx
            np 0f ea : PMINSW_M Pq,Qq
            p66 0f ea : PMINSW Vx,Wx
            np 0f eb : POR_M Pq,Qq
            p66 0f eb : POR Vx,Wx
            np 0f ec : PADDSB_M Pq,Qq
            p66 0f ec : PADDSB Vx,Wx
            np 0f ed : PADDSW_M Pq,Qq
            p66 0f ed : PADDSW Vx,Wx
            np 0f ee : PMAXSW_M Pq,Qq
            p66 0f ee : PMAXSW Vx,Wx
            np 0f ef : PXOR_M Pq,Qq
            p66 0f ef : PXOR Vx,Wx
            np 0f f1 : PSLLW_M Pq,Qq
            p66 0f f1 : PSLLW Vx,Wx
            np 0f f2 : PSLLD_M Pq,Qq
            p66 0f f2 : PSLLD Vx,Wx
            np 0f f3 : PSLLQ_M Pq,Qq
            p66 0f f3 : PSLLQ Vx,Wx
            np 0f f4 : PMULUDQ_M Pq,Qq
            p66 0f f4 : PMULUDQ Vx,Wx
            np 0f f5 : PMADDWD_M Pq,Qq
            p66 0f f5 : PMADDWD Vx,Wx
            np 0f f6 : PSADBW_M Pq,Qq
            p66 0f f6 : PSADBW Vx,Wx
            np 0f f8 : PSUBB_M Pq,Qq
            p66 0f f8 : PSUBB Vx,Wx
            np 0f f9 : PSUBW_M Pq,Qq
            p66 0f f9 : PSUBW Vx,Wx
            np 0f fa : PSUBD_M Pq,Qq
            p66 0f fa : PSUBD Vx,Wx
            np 0f fb : PSUBQ_M Pq,Qq
            p66 0f fb : PSUBQ Vx,Wx
            np 0f fc : PADDB_M Pq,Qq
            p66 0f fc : PADDB Vx,Wx
            np 0f fd : PADDW_M Pq,Qq
            p66 0f fd : PADDW Vx,Wx
            np 0f fe : PADDD_M Pq,Qq
            p66 0f fe : PADDD Vx,Wx
            p66 0f d6 : MOVQ Wq,Vx
            pf3 0f d6 : MOVQ2DQ Vx,Nq
            pf2 0f d6 : MOVDQ2Q Pq,Ux
            np 0f d7 : PMOVMSKB_M Gd,Nq
            p66 0f d7 : PMOVMSKB Gd,Ux
            p66 0f e6 : CVTTPD2DQ Vx,Wx
            pf3 0f e6 : CVTDQ2PD Vx,Wq
            pf2 0f e6 : CVTPD2DQ Vx,Wx
            np 0f e7 : MOVNTQ Mq,Pq
            p66 0f e7 : MOVNTPS Mx,Vx
            pf2 0f f0 : MOVUPS Vx,Mx
            np 0f f7 : MASKMOVQ Pq,Nq
            p66 0f f7 : MASKMOVDQU Vx,Ux
            np 0f 38 00 : PSHUFB_M Pq,Qq
            p66 0f 38 00 : PSHUFB Vx,Wx
            np 0f 38 01 : PHADDW_M Pq,Qq
            p66 0f 38 01 : PHADDW Vx,Wx
            np 0f 38 02 : PHADDD_M Pq,Qq
            p66 0f 38 02 : PHADDD Vx,Wx
            np 0f 38 03 : PHADDSW_M Pq,Qq
            p66 0f 38 03 : PHADDSW Vx,Wx
            np 0f 38 04 : PMADDUBSW_M Pq,Qq
            p66 0f 38 04 : PMADDUBSW Vx,Wx
            np 0f 38 05 : PHSUBW_M Pq,Qq
            p66 0f 38 05 : PHSUBW Vx,Wx
            np 0f 38 06 : PHSUBD_M Pq,Qq
            p66 0f 38 06 : PHSUBD Vx,Wx
            np 0f 38 07 : PHSUBSW_M Pq,Qq
            p66 0f 38 07 : PHSUBSW Vx,Wx
            np 0f 38 08 : PSIGNB_M Pq,Qq
            p66 0f 38 08 : PSIGNB Vx,Wx
            np 0f 38 09 : PSIGNW_M Pq,Qq
            p66 0f 38 09 : PSIGNW Vx,Wx
            np 0f 38 0a : PSIGND_M Pq,Qq
            p66 0f 38 0a : PSIGND Vx,Wx
            np 0f 38 0b : PMULHRSW_M Pq,Qq
            p66 0f 38 0b : PMULHRSW Vx,Wx
            np 0f 38 1c : PABSB_M Pq,Qq
            p66 0f 38 1c : PABSB Vx,Wx
            np 0f 38 1d : PABSW_M Pq,Qq
            p66 0f 38 1d : PABSW Vx,Wx
            np 0f 38 1e : PABSD_M Pq,Qq
            p66 0f 38 1e : PABSD Vx,Wx
            p66 0f 38 10 : PBLENDVB Vx,Wx
            p66 0f 38 14 : BLENDVPS Vx,Wx
            p66 0f 38 15 : BLENDVPD Vx,Wx
            p66 0f 38 17 : PTEST Vx,Wx
            p66 0f 38 20 : PMOVSXBW Vx,Wq
            p66 0f 38 21 : PMOVSXBD Vx,Wd
            p66 0f 38 22 : PMOVSXBQ Vx,Ww
            p66 0f 38 23 : PMOVSXWD Vx,Wq
            p66 0f 38 24 : PMOVSXWQ Vx,Wd
            p66 0f 38 25 : PMOVSXDQ Vx,Wq
            p66 0f 38 28 : PMULDQ Vx,Wx
            p66 0f 38 29 : PCMPEQQ Vx,Wx
            p66 0f 38 2a : MOVAPS Vx,Mx
            p66 0f 38 2b : PACKUSDW Vx,Wx
            p66 0f 38 30 : PMOVZXBW Vx,Wq
            p66 0f 38 31 : PMOVZXBD Vx,Wd
            p66 0f 38 32 : PMOVZXBQ Vx,Ww
            p66 0f 38 33 : PMOVZXWD Vx,Wq
            p66 0f 38 34 : PMOVZXWQ Vx,Wd
            p66 0f 38 35 : PMOVZXDQ Vx,Wq
            p66 0f 38 37 : PCMPGTQ Vx,Wx
            p66 0f 38 38 : PMINSB Vx,Wx
            p66 0f 38 39 : PMINSD Vx,Wx
            p66 0f 38 3a : PMINUW Vx,Wx
            p66 0f 38 3b : PMINUD Vx,Wx
            p66 0f 38 3c : PMAXSB Vx,Wx
            p66 0f 38 3d : PMAXSD Vx,Wx
            p66 0f 38 3e : PMAXUW Vx,Wx
            p66 0f 38 3f : PMAXUD Vx,Wx
            p66 0f 38 40 : PMULLD Vx,Wx
            p66 0f 38 41 : PHMINPOSUW Vx,Wx
            p66 0f 38 db : AESIMC Vx,Wx
            p66 0f 38 dc : AESENC Vx,Wx
            p66 0f 38 dd : AESENCLAST Vx,Wx
            p66 0f 38 de : AESDEC Vx,Wx
            p66 0f 38 df : AESDECLAST Vx,Wx
            p66 0f 3a 08 : ROUNDPS Vx,Wx,Ib
            p66 0f 3a 09 : ROUNDPD Vx,Wx,Ib
            p66 0f 3a 0a : ROUNDSS Vx,Wd,Ib
            p66 0f 3a 0b : ROUNDSD Vx,Wq,Ib
            p66 0f 3a 0c : BLENDPS Vx,Wx,Ib
            p66 0f 3a 0d : BLENDPD Vx,Wx,Ib
            p66 0f 3a 0e : PBLENDW Vx,Wx,Ib
            p66 0f 3a 0f : PALIGNR Vx,Wx,Ib
            p66 0f 3a 21 : INSERTPS Vx,Wd,Ib
            p66 0f 3a 40 : DPPS Vx,Wx,Ib
            p66 0f 3a 41 : DPPD Vx,Wx,Ib
            p66 0f 3a 42 : MPSADBW Vx,Wx,Ib
            p66 0f 3a 44 : PCLMULQDQ Vx,Wx,Ib
            p66 0f 3a 60 : PCMPESTRM Vx,Wx,Ib
            p66 0f 3a 61 : PCMPESTRI Vx,Wx,Ib
            p66 0f 3a 62 : PCMPISTRM Vx,Wx,Ib
            p66 0f 3a 63 : PCMPISTRI Vx,Wx,Ib
            p66 0f 3a df : AESKEYGENASSIST Vx,Wx,Ib
            np 0f 3a 0f : PALIGNR_M Pq,Qq,Ib
            p66 0f 3a 14 : PEXTRB Ed,Vx,Ib
            p66 0f 3a 15 : PEXTRW_STORE Ed,Vx,Ib
            p66 0f 3a 16 : PEXTRD Ey,Vx,Ib
            p66 0f 3a 17 : EXTRACTPS Ed,Vx,Ib
            p66 0f 3a 20 : PINSRB Vx,Ed,Ib
            p66 0f 3a 22 : PINSRD Vx,Ey,Ib
            """;

    private SseForms() {}
}
