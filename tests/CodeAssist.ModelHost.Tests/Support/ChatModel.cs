using CodeAssist.ModelHost.Inference;

namespace CodeAssist.ModelHost.Tests.Support;

/// <summary>A random model that can chat, loaded once for a class of tests.</summary>
public sealed class ChatModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ChatModel() => Loaded = TestModels.Load(TestModels.MakeTiny(_folder, "chatml"), TestModels.OnCpu with { ContextTokens = 1_024 });

    internal LoadedModel Loaded { get; }

    public void Dispose()
    {
        Loaded.Dispose();
        _folder.Dispose();
    }
}
