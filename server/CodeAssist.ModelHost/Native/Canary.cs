using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary>Reads the default parameters of the loaded library and compares them with what the verified release gives.</summary>
/// <remarks>A field moved by one place would show here as nonsense, before any memory is written through a wrong layout.</remarks>
internal static unsafe class Canary
{
    /// <returns>Null when all is as expected, else what is not.</returns>
    public static string? Check()
    {
        var version = Marshal.PtrToStringUTF8((nint)LlamaApi.Version()) ?? "";
        if (!version.StartsWith(BuildMetadata.VerifiedRelease.TrimStart('v'), StringComparison.Ordinal))
        {
            return $"it calls itself '{version}'";
        }

        var context = LlamaApi.ContextDefaultParams();
        var model = LlamaApi.ModelDefaultParams();
        (string Field, bool AsExpected)[] fields =
        [
            ("n_ctx", context.ContextTokens == 512),
            ("n_batch", context.BatchTokens == 2048),
            ("n_ubatch", context.MicroBatchTokens == 512),
            ("n_seq_max", context.Sequences == 1),
            ("n_outputs_max_per_seq", context.OutputsPerSequence == 1),
            ("n_threads", context.Threads is > 0 and <= 64),
            ("flash_attn_type", context.FlashAttention == -1),
            ("yarn_ext_factor", context.YarnExtensionFactor == -1f),
            ("defrag_thold", context.DefragmentThreshold == -1f),
            ("type_k", context.KeyType == 1),
            ("type_v", context.ValueType == 1),
            ("abort_callback", context.AbortCallback is null),
            ("offload_kqv", context.OffloadKeyValues == 1),
            ("kv_unified", context.UnifiedKeyValues == 0),
            ("ctx_other", context.OtherContext == 0),
            ("n_gpu_layers", model.GpuLayers == -1),
            ("split_mode", model.SplitMode == 1),
            ("load_mode", model.LoadMode == -1),
            ("progress_callback", model.ProgressCallback is null),
            ("vocab_only", model.VocabularyOnly == 0),
            ("use_extra_bufts", model.UseExtraBuffers == 1),
        ];
        var wrong = fields.Where(field => !field.AsExpected).Select(field => field.Field).ToList();
        return wrong.Count == 0 ? null : "unexpected defaults for " + string.Join(", ", wrong);
    }
}
