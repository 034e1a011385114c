using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CodeAssist.Processes.Probe;

/// <summary>The ways to a socket that the filter must close, each tried with a system call of its own, without any library.</summary>
internal static partial class SocketAttempts
{
    private const nint Stream = 1;
    private const nint Raw = 3;
    private const nint PeekData = 2;
    private const uint X32Bit = 0x4000_0000;
    private const uint PidfdOpen = 434;
    private const uint PidfdGetfd = 438;

    private static bool IsX64 => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private static uint Socket => IsX64 ? 41u : 198u;
    private static uint SocketPair => IsX64 ? 53u : 199u;
    private static uint Close => IsX64 ? 3u : 57u;
    private static uint Ptrace => IsX64 ? 101u : 117u;
    private static uint ProcessVmWriteV => IsX64 ? 311u : 271u;

    /// <summary>Name of each attempt and its errno, 0 for success.</summary>
    public static IEnumerable<(string Name, int Errno)> All()
    {
        yield return ("inet", Open(Socket, 2, Stream));
        yield return ("inet6", Open(Socket, 10, Stream));
        yield return ("packet", Open(Socket, 17, Raw));
        yield return ("vsock", Open(Socket, 40, Stream));
        yield return ("bluetooth", Open(Socket, 31, Raw));

        // The kernel reads the family as 32 bits: a filter that compares 64 is fooled by the upper half.
        yield return ("inet-high-bits", Open(Socket, unchecked((nint)0x1_0000_0002), Stream));
        yield return ("unix-high-bits", Open(Socket, unchecked((nint)0x1_0000_0001), Stream));
        yield return ("unix", Open(Socket, 1, Stream));
        yield return ("netlink", Open(Socket, 16, Raw));
        yield return ("unix-pair", Pair(1));
        yield return ("inet-pair", Pair(2));
        yield return ("io-uring", IoUring());
        yield return ("ptrace", Errno(Call((nint)Ptrace, PeekData, Environment.ProcessId, 0, 0, 0, 0)));
        yield return ("process-vm-writev", Errno(Call((nint)ProcessVmWriteV, Environment.ProcessId, 0, 0, 0, 0, 0)));
        yield return ("pidfd-getfd", TakeOwnDescriptor());
        if (IsX64)
        {
            yield return ("x32-inet", Open(X32Bit | Socket, 2, Stream));
            yield return ("i386-inet", OpenThrough32Bit());
        }
    }

    private static int Open(uint number, nint family, nint type) => CloseAfter(Call((nint)number, family, type, 0, 0, 0, 0));

    private static unsafe int Pair(nint family)
    {
        var descriptors = stackalloc int[2];
        var result = Call((nint)SocketPair, family, Stream, 0, (nint)descriptors, 0, 0);
        if (result == 0)
        {
            CloseAfter(descriptors[0]);
            CloseAfter(descriptors[1]);
        }

        return Errno(result);
    }

    private static unsafe int IoUring()
    {
        var parameters = stackalloc byte[120];
        Unsafe.InitBlock(parameters, 0, 120);
        return CloseAfter(Call(425, 4, (nint)parameters, 0, 0, 0, 0));
    }

    private static int TakeOwnDescriptor()
    {
        var self = Call((nint)PidfdOpen, Environment.ProcessId, 0, 0, 0, 0, 0);
        if (self < 0)
        {
            return Errno(self);
        }

        var errno = CloseAfter(Call((nint)PidfdGetfd, self, 1, 0, 0, 0, 0));
        CloseAfter(self);
        return errno;
    }

    // A 64-bit process may enter the kernel by the 32-bit door, where socket has another number.
    private static unsafe int OpenThrough32Bit()
    {
        ReadOnlySpan<byte> code =
        [
            0x53, // push rbx
            0xB8, 0x67, 0x01, 0x00, 0x00, // mov eax, 359 (socket)
            0xBB, 0x02, 0x00, 0x00, 0x00, // mov ebx, 2 (AF_INET)
            0xB9, 0x01, 0x00, 0x00, 0x00, // mov ecx, 1 (SOCK_STREAM)
            0x31, 0xD2, // xor edx, edx
            0xCD, 0x80, // int 0x80
            0x5B, // pop rbx
            0xC3, // ret
        ];
        var page = Call(9, 0, 4096, 3, 0x22, -1, 0); // mmap, read and write, private and anonymous
        code.CopyTo(new Span<byte>((void*)page, code.Length));
        Call(10, page, 4096, 5, 0, 0, 0); // mprotect, read and execute
        var result = ((delegate* unmanaged<int>)page)();
        return result < 0 ? -result : CloseAfter(result);
    }

    private static int CloseAfter(nint descriptor)
    {
        if (descriptor >= 0)
        {
            Call((nint)Close, descriptor, 0, 0, 0, 0, 0);
        }

        return Errno(descriptor);
    }

    private static int Errno(nint result) => result < 0 ? Marshal.GetLastPInvokeError() : 0;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth, nint fifth, nint sixth);
}
