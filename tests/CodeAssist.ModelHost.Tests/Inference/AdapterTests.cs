using CodeAssist.GgufMaker;
using CodeAssist.ModelHost.Serving;
using CodeAssist.ModelHost.Tests.Support;

namespace CodeAssist.ModelHost.Tests.Inference;

/// <summary>LoRA adapters, applied by the real llama.cpp to a real file.</summary>
public sealed class AdapterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public AdapterTests() => _model = TestModels.MakeTiny(_folder, "none");

    private static ModelShape Tiny => ModelShape.Known["tiny"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_adapter_changes_what_a_model_writes_and_each_adapter_otherwise()
    {
        var without = await WriteAsync(adapter: null);
        var first = await WriteAsync(Make(new RandomAdapter(Tiny, "llama", Rank: 8, Seed: 1)));
        var second = await WriteAsync(Make(new RandomAdapter(Tiny, "llama", Rank: 8, Seed: 2)));

        Assert.Equal(3, new[] { without, first, second }.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(without, await WriteAsync(adapter: null));
        Assert.Equal(first, await WriteAsync(Make(new RandomAdapter(Tiny, "llama", Rank: 8, Seed: 1))));
    }

    [Fact]
    public void A_model_with_an_adapter_says_so()
    {
        using var model = TestModels.Load(_model, TestModels.OnCpu with { Adapter = Make(new RandomAdapter(Tiny, "llama", 4, 1)) });

        Assert.Equal("random adapter", model.Description.Adapter);
    }

    public static TheoryData<string, string> Unfit => new()
    {
        { "another architecture", "it is for models of the architecture 'qwen2'" },
        { "another width", "have other measures than those of" },
        { "more layers", "changes 'blk.4.attn_q.weight', which" },
        { "not there", "There is no adapter at" },
        { "a model", "it does not call itself an adapter" },
        { "cut", "the file is incomplete" },
        { "another kind", "it is an adapter of the kind 'lorb'" },
        { "a rank of no number", "'adapter.lora.alpha' is not a number" },
        { "half a pair", "lacks its half '.lora_b'" },
        { "no pair", "is no half of a pair" },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void What_is_no_adapter_of_this_model_is_refused_with_one_sentence_before_it_is_loaded(string what, string why)
    {
        var path = MakeUnfit(what);

        var failure = TestModels.FailToLoad(_model, TestModels.OnCpu with { Adapter = path });

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, FileInspection.Read(_model, path).Failure?.Message);
        Assert.EndsWith(".", failure.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void An_adapter_is_no_model() =>
        Assert.Contains("it is an adapter, which belongs to a model", TestModels.FailToLoad(Make(new RandomAdapter(Tiny, "llama", 4, 1)), TestModels.OnCpu).Message, StringComparison.Ordinal);

    private async Task<string> WriteAsync(string? adapter)
    {
        using var model = TestModels.Load(_model, TestModels.OnCpu with { Adapter = adapter, ContextTokens = 512, Sequences = 1 });
        var result = await model.GenerateAsync(Requests.Plain("int main(void) { return 0; }", 24), onText: null, Token);
        Assert.Null(result.Failure);
        return result.Generation!.Text;
    }

    private string MakeUnfit(string what) => what switch
    {
        "another architecture" => Make(new RandomAdapter(Tiny, "qwen2", 4, 1)),
        "another width" => Make(new RandomAdapter(ModelShape.Known["small"] with { Layers = 4 }, "llama", 4, 1)),
        "more layers" => Make(new RandomAdapter(Tiny with { Layers = 5 }, "llama", 4, 1)),
        "not there" => Path.Combine(_folder.Path, "nowhere.gguf"),
        "a model" => _model,
        "cut" => Changed(bytes => bytes[..^40]),
        "another kind" => Changed(bytes => Replaced(bytes, "lora", "lorb", afterText: "adapter.type")),
        "a rank of no number" => Changed(bytes =>
        {
            // Its type, an integer in the place of a float: llama.cpp ends the process on that.
            bytes[Find(bytes, "adapter.lora.alpha", 0) + "adapter.lora.alpha".Length] = 5;
            return bytes;
        }),
        "half a pair" => Changed(bytes => Replaced(bytes, "blk.0.attn_q.weight.lora_b", "blk.0.attn_x.weight.lora_b", "adapter")),
        "no pair" => Changed(bytes => Replaced(bytes, "blk.0.attn_q.weight.lora_b", "blk.0.attn_q.weight.lora_c", "adapter")),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, message: null),
    };

    private string Make(RandomAdapter adapter)
    {
        var path = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}.gguf");
        adapter.Write(path);
        return path;
    }

    private string Changed(Func<byte[], byte[]> change)
    {
        var path = Make(new RandomAdapter(Tiny, "llama", 4, 1));
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
        return path;
    }

    private static byte[] Replaced(byte[] bytes, string text, string other, string afterText)
    {
        System.Text.Encoding.UTF8.GetBytes(other).CopyTo(bytes, Find(bytes, text, Find(bytes, afterText, 0) + afterText.Length));
        return bytes;
    }

    private static int Find(byte[] bytes, string text, int from)
    {
        var at = bytes.AsSpan(from).IndexOf(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.True(at >= 0);
        return from + at;
    }
}
