using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary>Owns one <c>llama_context</c> and keeps its model alive for as long.</summary>
internal sealed class LlamaContextHandle : SafeHandle
{
    private readonly LlamaModelHandle _model;
    private readonly bool _holdsModel;

    public LlamaContextHandle(nint context, LlamaModelHandle model)
        : base(0, ownsHandle: true)
    {
        _model = model;
        if (context != 0)
        {
            model.DangerousAddRef(ref _holdsModel);
        }

        SetHandle(context);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LlamaApi.ContextFree(handle);
        if (_holdsModel)
        {
            _model.DangerousRelease();
        }

        return true;
    }
}
