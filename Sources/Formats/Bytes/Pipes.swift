import CLibrary
import SystemPackage

/// Lets a pipe hold more, where the system allows it, so that its two ends wait for each other less often.
func enlargePipe(_ descriptor: FileDescriptor) {
    #if os(Linux)
        let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ
        _ = fcntl(descriptor.rawValue, setPipeSize, 1 << 20)
    #endif
}
