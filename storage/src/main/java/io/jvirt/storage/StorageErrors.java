package io.jvirt.storage;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import java.util.function.Supplier;

/** Failures of storage in libvirt's codes and words. */
public final class StorageErrors {
    private StorageErrors() {}

    private static JvirtException of(ErrorCode code, String detail) {
        return new JvirtException(code, ErrorDomain.STORAGE, detail);
    }

    /** {@return that an object's state does not allow the call} */
    public static JvirtException invalid(String detail) {
        return of(ErrorCode.OPERATION_INVALID, detail);
    }

    /** {@return that an argument cannot be} */
    public static JvirtException argument(String detail) {
        return of(ErrorCode.INVALID_ARG, detail);
    }

    /** {@return that a kind of pool cannot do this} */
    public static JvirtException noSupport(String detail) {
        return of(ErrorCode.NO_SUPPORT, detail);
    }

    /** {@return that a document asks for what cannot be had} */
    public static JvirtException unsupported(String detail) {
        return of(ErrorCode.CONFIG_UNSUPPORTED, detail);
    }

    /** {@return that a call was refused for what is there already} */
    public static JvirtException failed(String detail) {
        return of(ErrorCode.OPERATION_FAILED, detail);
    }

    /** {@return that the host or a program failed} */
    public static JvirtException internal(String detail, Throwable cause) {
        return new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.STORAGE, detail, cause);
    }

    /** {@return the same without another failure that led to it} */
    public static JvirtException internal(String detail) {
        return of(ErrorCode.INTERNAL_ERROR, detail);
    }

    /** {@return that a system call failed} */
    public static JvirtException system(String detail, Throwable cause) {
        return new JvirtException(ErrorCode.SYSTEM_ERROR, ErrorDomain.STORAGE, detail, cause);
    }

    static JvirtException noPool(String detail) {
        return of(ErrorCode.NO_STORAGE_POOL, detail);
    }

    static JvirtException noVolume(String detail) {
        return of(ErrorCode.NO_STORAGE_VOL, detail);
    }

    static JvirtException volumeExists(String name) {
        // The one message of libvirt's that has its object in the middle.
        return JvirtException.received(
                ErrorCode.STORAGE_VOL_EXIST.number(),
                ErrorDomain.STORAGE,
                "storage volume '" + name + "' exists already",
                new JvirtException.Details(2, "storage volume '%s' exists already", name, null, -1, -1));
    }

    static JvirtException busy(String detail) {
        return of(ErrorCode.RESOURCE_BUSY, detail);
    }

    static JvirtException denied(String function) {
        return of(ErrorCode.OPERATION_DENIED, "read only access prevents " + function);
    }

    /** {@return what {@code action} gives; failures of the host and of image files become the API's} */
    public static <T> T translating(Supplier<T> action) {
        try {
            return action.get();
        } catch (io.jvirt.host.HostException e) {
            throw e.errno() == 0 ? internal(String.valueOf(e.getMessage()), e) : system(String.valueOf(e.getMessage()), e);
        } catch (io.jvirt.image.ImageException e) {
            throw internal(String.valueOf(e.getMessage()), e);
        } catch (java.io.UncheckedIOException e) {
            throw system(String.valueOf(e.getMessage()), e);
        }
    }

    /** The same for what gives nothing back. */
    public static void translating(Runnable action) {
        translating(() -> {
            action.run();
            return true;
        });
    }
}
