using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary>Owns one grammar sampler and keeps the model alive whose vocabulary it reads.</summary>
internal sealed class LlamaGrammarHandle : SafeHandle
{
    private readonly LlamaModelHandle _model;
    private readonly bool _holdsModel;

    public LlamaGrammarHandle(nint sampler, LlamaModelHandle model)
        : base(0, ownsHandle: true)
    {
        _model = model;
        if (sampler != 0)
        {
            model.DangerousAddRef(ref _holdsModel);
        }

        SetHandle(sampler);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LlamaApi.SamplerFree(handle);
        if (_holdsModel)
        {
            _model.DangerousRelease();
        }

        return true;
    }
}
