package io.jvirt.network;

import io.jvirt.api.ErrorCode;
import io.jvirt.api.ErrorDomain;
import io.jvirt.api.JvirtException;
import io.jvirt.host.HostException;
import io.jvirt.model.network.NetworkUpdate;
import io.jvirt.model.xml.XmlException;
import java.util.UUID;

/** The errors that many calls of this service give, so that each has one wording. */
final class NetworkErrors {
    private NetworkErrors() {}

    static JvirtException invalid(String detail) {
        return new JvirtException(ErrorCode.OPERATION_INVALID, ErrorDomain.NETWORK, detail);
    }

    static JvirtException failed(String detail) {
        return new JvirtException(ErrorCode.OPERATION_FAILED, ErrorDomain.NETWORK, detail);
    }

    static JvirtException internal(String detail) {
        return new JvirtException(ErrorCode.INTERNAL_ERROR, ErrorDomain.NETWORK, detail);
    }

    static JvirtException argument(String detail) {
        return JvirtException.invalidArgument(ErrorDomain.NETWORK, detail);
    }

    static JvirtException notActive(String network) {
        return invalid("network '" + network + "' is not active");
    }

    static JvirtException system(HostException e) {
        return new JvirtException(ErrorCode.SYSTEM_ERROR, ErrorDomain.NETWORK, String.valueOf(e.getMessage()), e);
    }

    static JvirtException noNetwork(UUID uuid, String name) {
        return new JvirtException(ErrorCode.NO_NETWORK, ErrorDomain.NETWORK, "no network with matching uuid '" + uuid + "' (" + name + ")");
    }

    static JvirtException document(XmlException e) {
        ErrorCode code = switch (e.kind()) {
            case MALFORMED -> ErrorCode.XML_DETAIL;
            case NO_NAME -> ErrorCode.NO_NAME;
            case MISSING, INVALID, NO_SOURCE, NO_TARGET -> ErrorCode.XML_ERROR;
            case UNSUPPORTED -> ErrorCode.CONFIG_UNSUPPORTED;
            case SCHEMA -> ErrorCode.XML_INVALID_SCHEMA;
        };
        return new JvirtException(code, ErrorDomain.NETWORK, String.valueOf(e.getMessage()), e);
    }

    static JvirtException refused(NetworkUpdate.RefusedException e) {
        return new JvirtException(
                e.unsupported() ? ErrorCode.OPERATION_UNSUPPORTED : ErrorCode.OPERATION_INVALID, ErrorDomain.NETWORK,
                String.valueOf(e.getMessage()), e);
    }
}
