package io.jvirt.qemu.qmp;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import org.jspecify.annotations.Nullable;

/** A command that QEMU's monitor did not carry out, or a monitor that is no longer there. */
public abstract sealed class QmpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private QmpException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** {@return the failure as the API reports it, with the codes that libvirt uses} */
    public abstract JvirtException toJvirt();

    /** QEMU refused the command; the monitor goes on. */
    public static final class Refused extends QmpException {
        private static final long serialVersionUID = 1L;

        private final String command;
        private final String errorClass;
        private final String description;

        public Refused(String command, String errorClass, String description) {
            super("unable to execute QEMU command '" + command + "': " + description, null);
            this.command = command;
            this.errorClass = errorClass;
            this.description = description;
        }

        /** {@return the command} */
        public String command() {
            return command;
        }

        /** {@return GenericError, CommandNotFound, DeviceNotActive, DeviceNotFound or KVMMissingCap (QAPI QapiErrorClass)} */
        public String errorClass() {
            return errorClass;
        }

        /** {@return QEMU's sentence, for people} */
        public String description() {
            return description;
        }

        /** {@return whether this QEMU does not know the command} */
        public boolean commandNotFound() {
            return errorClass.equals("CommandNotFound");
        }

        @Override
        public JvirtException toJvirt() {
            ErrorCode code = commandNotFound() ? ErrorCode.OPERATION_UNSUPPORTED : ErrorCode.INTERNAL_ERROR;
            return new JvirtException(code, ErrorDomain.QEMU, message(), this);
        }
    }

    /** The monitor ended: QEMU is gone, or we closed it. */
    public static final class Closed extends QmpException {
        private static final long serialVersionUID = 1L;

        public Closed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public JvirtException toJvirt() {
            return new JvirtException(ErrorCode.OPERATION_FAILED, ErrorDomain.QEMU, message(), this);
        }
    }

    /** What is at the other end does not speak QMP, or says more than we take. The monitor is closed. */
    public static final class Garbled extends QmpException {
        private static final long serialVersionUID = 1L;

        public Garbled(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public JvirtException toJvirt() {
            return new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.QEMU, message(), this);
        }
    }

    /** No answer within the caller's limit. QEMU may still carry the command out; a late answer is dropped. */
    public static final class TimedOut extends QmpException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String message) {
            super(message, null);
        }

        @Override
        public JvirtException toJvirt() {
            return new JvirtException(ErrorCode.OPERATION_TIMEOUT, ErrorDomain.QEMU, message(), this);
        }
    }

    final String message() {
        String message = getMessage();
        return message == null ? getClass().getSimpleName() : message;
    }
}
