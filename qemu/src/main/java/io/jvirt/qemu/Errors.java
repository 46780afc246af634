package io.jvirt.qemu;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The errors that many calls of this driver give, so that each has one wording. */
public final class Errors {
    private Errors() {}

    /** {@return the guest's state does not allow it} */
    public static JvirtException invalid(String detail) {
        return new JvirtException(ErrorCode.OPERATION_INVALID, ErrorDomain.QEMU, detail);
    }

    /** {@return the guest has to run for it} */
    public static JvirtException notRunning() {
        return invalid("domain is not running");
    }

    /** {@return it was tried and went wrong} */
    public static JvirtException failed(String detail) {
        return new JvirtException(ErrorCode.OPERATION_FAILED, ErrorDomain.QEMU, detail);
    }

    /** {@return the same with what led to it} */
    public static JvirtException failed(String detail, @Nullable Throwable cause) {
        return new JvirtException(ErrorCode.OPERATION_FAILED, ErrorDomain.QEMU, detail, cause);
    }

    /** {@return something that should not have happened} */
    public static JvirtException internal(String detail, @Nullable Throwable cause) {
        return new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, detail, cause);
    }

    /** {@return an argument that cannot be used} */
    public static JvirtException argument(String detail) {
        return JvirtException.invalidArgument(ErrorDomain.QEMU, detail);
    }

    /** {@return a document that this driver or this QEMU cannot serve} */
    public static JvirtException unsupported(String detail) {
        return new JvirtException(ErrorCode.CONFIG_UNSUPPORTED, ErrorDomain.QEMU, detail);
    }

    /** {@return a request that cannot be served for this guest} */
    public static JvirtException operationUnsupported(String detail) {
        return new JvirtException(ErrorCode.OPERATION_UNSUPPORTED, ErrorDomain.QEMU, detail);
    }

    /** {@return the operating system refused} */
    public static JvirtException system(String detail, @Nullable Throwable cause) {
        return new JvirtException(ErrorCode.SYSTEM_ERROR, ErrorDomain.QEMU, detail, cause);
    }

    /** {@return no guest has this UUID any more} */
    public static JvirtException noDomain(UUID uuid, String name) {
        return new JvirtException(
                ErrorCode.NO_DOMAIN, ErrorDomain.QEMU, "no domain with matching uuid '" + uuid + "' (" + name + ")");
    }
}
