using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Native;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Inference.Speculation;

/// <summary>Loads the model that guesses ahead, beside the one that it guesses for. One that cannot is left out with a reason: nothing but speed hangs on it.</summary>
internal static class DraftLoader
{
    private const int MicroBatch = 128;
    private const double UsableShare = 0.9;

    // Files of one family are padded to different lengths.
    private const int MostPadding = 512;

    /// <param name="path">Absolute path of its file; null for none.</param>
    /// <param name="large">The model that it guesses for, loaded.</param>
    /// <param name="context">Of the large model.</param>
    /// <param name="placement">Where that is: it comes to the same device.</param>
    /// <param name="devices">Devices, with their memory as it is now.</param>
    /// <param name="time">The clock of its pace.</param>
    /// <param name="logger">Told of what it does wrong.</param>
    public static DraftChoice Load(
        string? path, LlamaModel large, LlamaContext context, Placement placement, Func<DeviceList> devices, TimeProvider time, ILogger logger)
    {
        if (path is null)
        {
            return DraftChoice.None;
        }

        if (!GgufFile.TryOpen(path, expected: null, out var file, out var failure))
        {
            return new DraftChoice(null, failure.Message);
        }

        using (file)
        {
            var header = file.Header;
            if (WhyNotFor(header.VocabularySize, large.Vocabulary.Size) is { } unlike)
            {
                return new DraftChoice(null, $"{header.Name} {unlike}.");
            }

            var shape = placement.Shape with { ContextTokens = context.Limits.ContextTokens, MicroBatchTokens = MicroBatch };
            var need = Need(header, shape);
            if (need > Free(placement, devices))
            {
                return new DraftChoice(null, $"There is no memory left for {header.Name} to guess ahead.");
            }

            var device = placement.Picked.Device;
            var model = LlamaModel.TryLoad(file.LoadPaths, device.IsGpu ? device.Handle : 0, gpuLayers: null, static _ => true);
            var own = model is { GeneratesText: true } && WhyNotFor(model.Vocabulary, large.Vocabulary) is null ? LlamaContext.TryCreate(model, shape) : null;
            if (own is not null)
            {
                return new DraftChoice(new DraftModel(model!, own, header.Name, large.Vocabulary.Size, shape.OnGpu ? 0 : need, time, logger), null);
            }

            var why = model is null ? "is refused by llama.cpp" : WhyNotFor(model.Vocabulary, large.Vocabulary) ?? "finds no memory";
            model?.Dispose();
            return new DraftChoice(null, $"{header.Name} {why}.");
        }
    }

    /// <summary>Main memory that it will take beside the model for which it guesses; 0 where it goes to the GPU, and where there is none that can be used.</summary>
    /// <param name="path">Absolute path of its file; null for none.</param>
    /// <param name="placement">Where the other will be.</param>
    public static long MainMemoryFor(string? path, Placement placement) =>
        path is null || placement.Shape.OnGpu || !GgufFile.TryRead(path, out var header, out _) ? 0 : Need(header, placement.Shape with { MicroBatchTokens = MicroBatch });

    private static long Need(GgufHeader header, ContextShape shape) => MemoryEstimate.For(header, shape.ContextTokens, shape.Sequences, shape.MicroBatchTokens).Total;

    /// <returns>Why a model cannot guess for another, as the end of a sentence; null where it can.</returns>
    private static string? WhyNotFor(Vocabulary small, Vocabulary large)
    {
        if (WhyNotFor(small.Size, large.Size) is { } unlike)
        {
            return unlike;
        }

        var isSame = small.EndOfText == large.EndOfText
            && Enumerable.Range(0, Math.Min(small.Size, large.Size)).All(token => string.Equals(small.Text(token), large.Text(token), StringComparison.Ordinal));
        return isSame ? null : "has another vocabulary and cannot guess ahead";
    }

    private static string? WhyNotFor(int small, int large) => Math.Abs(small - large) > MostPadding ? "has another vocabulary and cannot guess ahead" : null;

    private static long Free(Placement placement, Func<DeviceList> devices)
    {
        var name = placement.Picked.Device.Description.Name;
        return placement.Shape.OnGpu
            ? (long)((devices().Devices.FirstOrDefault(device => string.Equals(device.Description.Name, name, StringComparison.Ordinal))?.Description.FreeBytes ?? 0) * UsableShare)
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    }
}
