using CodeAssist.ModelHost.Chat;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Inference;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Serving;

/// <summary>Says what a model file is, here and not in the server: a file from anywhere is read by the process that can be thrown away.</summary>
internal static class FileInspection
{
    /// <param name="path">Of the model.</param>
    /// <param name="adapterPath">Of an adapter that has to fit it; null for none.</param>
    public static InspectModelResult Read(string path, string? adapterPath = null)
    {
        if (!GgufFile.TryRead(path, out var header, out var failure) || (adapterPath is not null && IsUnfit(adapterPath, header, out failure)))
        {
            return new InspectModelResult(null, failure);
        }

        return new InspectModelResult(
            new ModelFileDescription(
                header.Name,
                header.Architecture,
                header.Quantisation,
                header.Licence,
                header.PromptLayout,
                SpecialTokenTexts.Among(header.MarkedTokens),
                header.ChatTemplate is { } jinja ? ChatTemplates.Find(jinja)?.Id : null,
                header.ChatTemplate is not null,
                header.FileBytes,
                header.TensorBytes,
                header.Parameters,
                header.Layers,
                header.ContextTokens,
                header.EmbeddingLength,
                header.FeedForwardLength,
                header.KeyValueBytesPerToken,
                header.VocabularySize,
                header.Weights),
            null);
    }

    private static bool IsUnfit(string path, GgufHeader model, out HostFailure? failure)
    {
        var fits = GgufFile.TryOpenAdapter(path, model, out var adapter, out failure);
        adapter?.Dispose();
        return !fits;
    }
}
