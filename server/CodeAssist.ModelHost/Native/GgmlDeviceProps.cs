using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary><c>ggml_backend_dev_props</c>: 56 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GgmlDeviceProps
{
    public byte* Name;
    public byte* Description;
    public nuint FreeBytes;
    public nuint TotalBytes;

    /// <summary>0 CPU, 1 GPU, 2 integrated GPU, 3 accelerator, 4 several as one.</summary>
    public int Type;

    /// <summary>PCI address, or null.</summary>
    public byte* DeviceId;
    public byte Asynchronous;
    public byte HostBuffer;
    public byte BufferFromHostPointer;
    public byte Events;
    public byte MemoryMapped;
}
