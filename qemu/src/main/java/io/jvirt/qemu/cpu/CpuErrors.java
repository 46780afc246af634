package io.jvirt.qemu.cpu;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.model.cpu.CpuException;

/** The API's errors for CPUs that cannot be had. */
public final class CpuErrors {
    private CpuErrors() { }

    /** {@return the API's error for a CPU's description that cannot be worked with} */
    public static JvirtException translate(CpuException e) {
        ErrorCode code = switch (e.kind()) {
            case UNKNOWN -> ErrorCode.INTERNAL_ERROR;
            case UNSUPPORTED -> ErrorCode.CONFIG_UNSUPPORTED;
            case UNRELATED -> ErrorCode.OPERATION_FAILED;
            case INCOMPATIBLE -> ErrorCode.CPU_INCOMPATIBLE;
        };
        return new JvirtException(code, ErrorDomain.CPU, String.valueOf(e.getMessage()), e);
    }

    /** {@return the error for a host that lacks what a guest's CPU needs (code 91)} */
    public static JvirtException incompatible(String reason) {
        return new JvirtException(ErrorCode.CPU_INCOMPATIBLE, ErrorDomain.CPU, reason);
    }
}
