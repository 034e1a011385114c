using System.Buffers.Binary;
using System.Text;
using CodeAssist.Core.Completion.Fim;
using CodeAssist.ModelHost.Chat;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Protocol;
using CodeAssist.ModelHost.Serving;
using CodeAssist.ModelHost.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.ModelHost.Tests.Gguf;

/// <summary>Headers of real models, read without loading them. For long runs, which fetch llama.cpp's vocabulary files: they are too large for every checkout.</summary>
public sealed class RealVocabularyTests
{
    private static readonly string _folder = Path.Combine(RepositoryRoot.Path, "artifacts", "vocabularies");

    [Theory(Explicit = true)]
    [InlineData("aquila", "llama", 2_048, null, null)]
    [InlineData("baichuan", "baichuan", 4_096, null, null)]
    [InlineData("command-r", "command-r", 131_072, null, "command-r")]
    [InlineData("deepseek-coder", "llama", 16_384, "deepseek-coder", null)]
    [InlineData("deepseek-llm", "llama", 4_096, null, null)]
    [InlineData("falcon", "falcon", 2_048, null, null)]
    [InlineData("gemma-4", "gemma4", 262_144, null, null)]
    [InlineData("gpt-2", "gpt2", 1_024, null, null)]
    [InlineData("gpt-neox", "gptneox", 2_048, null, null)]
    [InlineData("llama-bpe", "llama", 8_192, null, null)]
    [InlineData("llama-spm", "llama", 4_096, null, null)]
    [InlineData("mpt", "mpt", 2_048, null, null)]
    // An early template, which puts no system anywhere.
    [InlineData("phi-3", "phi3", 4_096, null, null)]
    [InlineData("qwen2", "qwen2", 32_768, null, "chatml")]
    [InlineData("refact", "refact", 4_096, "refact", null)]
    [InlineData("starcoder", "starcoder2", 16_384, "starcoder", null)]
    public void A_real_header_is_read_with_family_context_and_template(string name, string architecture, int context, string? family, string? template)
    {
        using var folder = new TemporaryFolder();
        var result = FileInspection.Read(AsModel(name, folder.Path));

        Assert.True(result.File is not null, result.Failure?.Message);
        var found = result.File;
        Assert.Equal((architecture, context, template), (found.Architecture, found.ContextTokens, found.ChatTemplate));
        Assert.Equal(family, FimFamilies.Of(
            found.Name, found.FimTexts.GetValueOrDefault(SpecialToken.FimPrefix), found.FimTexts.GetValueOrDefault(SpecialToken.FimSuffix), found.FimTexts.GetValueOrDefault(SpecialToken.FimMiddle))?.Id);
    }

    [Fact(Explicit = true)]
    public void A_vocabulary_without_weights_is_no_model() =>
        Assert.Equal(HostFailureKind.ModelInvalid, FileInspection.Read(Existing("ggml-vocab-qwen2.gguf")).Failure?.Kind);

    // Templates as the models' makers wrote them. Those that think aloud or speak in other words are unknown on purpose.
    [Theory(Explicit = true)]
    [InlineData("Qwen-Qwen2.5-7B-Instruct", "qwen2.5")]
    [InlineData("Qwen3-Coder", "chatml")]
    [InlineData("Qwen-Qwen3-0.6B", "qwen3")]
    [InlineData("Qwen3.5-4B", "qwen3.5")]
    [InlineData("meta-llama-Llama-3.1-8B-Instruct", "llama-3.1")]
    [InlineData("meta-llama-Llama-3.2-3B-Instruct", "llama-3.1")]
    [InlineData("google-gemma-2-2b-it", "gemma")]
    [InlineData("ibm-granite-granite-3.3-2B-Instruct", "granite")]
    [InlineData("unsloth-mistral-Devstral-Small-2507", "mistral-v7-tekken")]
    [InlineData("mistralai-Mistral-Nemo-Instruct-2407", "mistral-v3-tekken")]
    [InlineData("openai-gpt-oss-120b", "harmony")]
    [InlineData("Qwen-QwQ-32B", null)]
    [InlineData("deepseek-ai-DeepSeek-R1-Distill-Qwen-32B", null)]
    [InlineData("NousResearch-Hermes-3-Llama-3.1-8B-tool_use", null)]
    public void The_template_of_a_models_maker_is_known_by_its_words(string name, string? id) =>
        Assert.Equal(id, ChatTemplates.Find(File.ReadAllText(Existing(Path.Combine("templates", $"{name}.jinja"))))?.Id);

    // A vocabulary file becomes a model by one table of embeddings, of which the disk keeps nothing.
    private static string AsModel(string name, string folder)
    {
        var source = Existing($"ggml-vocab-{name}.gguf");
        GgufParser header;
        using (var stream = File.OpenRead(source))
        {
            header = GgufParser.Parse(stream);
        }

        var width = (long)header.Values[$"{header.Values["general.architecture"].Text}.embedding_length"].Number;
        var tokens = header.Values["tokenizer.ggml.tokens"].Length!.Value;
        var bytes = File.ReadAllBytes(source);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), 1);
        var path = Path.Combine(folder, $"{name}.gguf");
        using var model = new BinaryWriter(File.Create(path));
        model.Write(bytes);
        model.Write((ulong)"token_embd.weight".Length);
        model.Write(Encoding.ASCII.GetBytes("token_embd.weight"));
        model.Write(2u);
        model.Write((ulong)width);
        model.Write((ulong)tokens);
        model.Write(1u);
        model.Write(0ul);
        model.Flush();
        model.BaseStream.SetLength(((model.BaseStream.Length + 31) / 32 * 32) + (width * tokens * 2));
        return path;
    }

    private static string Existing(string file)
    {
        var path = Path.Combine(_folder, file);
        Assert.SkipUnless(File.Exists(path), "llama.cpp's vocabulary files are not here; `npm run test:long` fetches them.");
        return path;
    }
}
