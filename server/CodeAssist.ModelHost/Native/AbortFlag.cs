using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary>Four bytes of unmanaged memory that the abort callback of a context reads, and any thread may set.</summary>
internal sealed unsafe class AbortFlag : SafeHandle
{
    public AbortFlag()
        : base(0, ownsHandle: true) => SetHandle((nint)NativeMemory.AllocZeroed(sizeof(int)));

    public override bool IsInvalid => handle == 0;

    public static delegate* unmanaged[Cdecl]<void*, byte> Callback => &IsSet;

    /// <summary>Valid as long as this object; a context that is given it must be freed first.</summary>
    public void* Address => (void*)handle;

    public void Set() => Write(1);

    public void Clear() => Write(0);

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte IsSet(void* flag) => (byte)(Volatile.Read(ref *(int*)flag) != 0 ? 1 : 0);

    private void Write(int value)
    {
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            Volatile.Write(ref *(int*)handle, value);
        }
        finally
        {
            if (held)
            {
                DangerousRelease();
            }
        }
    }
}
