using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CodeAssist.Processes.Verification;

/// <summary>
/// The only way out of a network namespace: a tunnel device whose other end is this process. Whatever tries to leave becomes a packet
/// that is read here and goes no further.
/// </summary>
/// <remarks>
/// A namespace without a route would hide attempts: there a connection fails before a packet exists. TUN devices:
/// Documentation/networking/tuntap.rst of the kernel.
/// </remarks>
public sealed partial class Sink : IDisposable
{
    public const string DeviceName = "sink0";

    private const string Door = "/dev/net/tun";
    private const nuint SetInterface = 0x4004_54CA; // TUNSETIFF
    private const short TunnelWithoutHeader = 0x0001 | 0x1000; // IFF_TUN | IFF_NO_PI
    private const int RequestSize = 40; // struct ifreq
    private const int FlagsOffset = 16;
    private const int LargestPacket = 65_536;

    private readonly SafeFileHandle _device;
    private readonly Lock _lock = new();
    private readonly List<SeenPacket> _seen = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Sink(SafeFileHandle device)
    {
        _device = device;
        new Thread(ReadOn) { IsBackground = true, Name = "sink" }.Start();
    }

    /// <summary>Everything that has tried to leave so far, in order.</summary>
    public IReadOnlyList<SeenPacket> Seen
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen];
            }
        }
    }

    /// <summary>Makes the device in this process's namespace; addresses and routes are still to be set.</summary>
    /// <param name="problem">Why there is none, as a sentence.</param>
    public static unsafe Sink? TryOpen(out string? problem)
    {
        problem = null;
        SafeFileHandle? device = null;
        try
        {
            device = File.OpenHandle(Door, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            var request = stackalloc byte[RequestSize];
            new Span<byte>(request, RequestSize).Clear();
            Encoding.ASCII.GetBytes(DeviceName, new Span<byte>(request, FlagsOffset));
            *(short*)(request + FlagsOffset) = TunnelWithoutHeader;
            if (Control(device, SetInterface, request) == 0)
            {
                return new Sink(device);
            }

            problem = $"The kernel made no tunnel device (errno {Marshal.GetLastPInvokeError()}).";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{Door} cannot be opened: {exception.Message.TrimEnd('.')}.";
        }

        device?.Dispose();
        return null;
    }

    /// <summary>Waits until this many packets have been seen for which something holds.</summary>
    /// <returns>False when they did not come within the limit.</returns>
    public async Task<bool> WaitForAsync(
        Func<SeenPacket, bool> isWanted, int count, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            Task news;
            lock (_lock)
            {
                if (_seen.Count(isWanted) >= count)
                {
                    return true;
                }

                news = _news.Task;
            }

            try
            {
                await news.WaitAsync(TimeSpan.FromTicks(Math.Max(0, (limit - time.GetElapsedTime(began)).Ticks)), time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    public void Dispose() => _device.Dispose();

    // Each read is one packet, and waits for it; the thread ends with the process.
    private void ReadOn()
    {
        var buffer = new byte[LargestPacket];
        try
        {
            using var packets = new FileStream(_device, FileAccess.Read, bufferSize: 0);
            while (packets.Read(buffer) is > 0 and var length)
            {
                if (IpPacket.Read(buffer.AsSpan(0, length)) is { } packet)
                {
                    Note(packet);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The device has been closed.
        }
    }

    private void Note(SeenPacket packet)
    {
        TaskCompletionSource told;
        lock (_lock)
        {
            _seen.Add(packet);
            told = _news;
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        told.TrySetResult();
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Control(SafeFileHandle device, nuint request, byte* argument);
}
