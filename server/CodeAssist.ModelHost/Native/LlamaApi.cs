using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Everything that crosses the border is blittable: no marshalling code, and the same calls under native AOT.
[assembly: DisableRuntimeMarshalling]

namespace CodeAssist.ModelHost.Native;

/// <summary>The functions of <c>llama.h</c> that we use. Nothing here checks anything: the handles and wrappers of this folder do.</summary>
/// <remarks>
/// Verified against llama.cpp v0.4.0. <see cref="LlamaLibrary"/> refuses any other release, because a wrong layout corrupts memory
/// without a word. Only call after <see cref="LlamaLibrary.TryLoad"/> succeeded.
/// </remarks>
internal static unsafe partial class LlamaApi
{
    public const string Library = "llama";

    [LibraryImport(Library, EntryPoint = "llama_version")]
    public static partial byte* Version();

    [LibraryImport(Library, EntryPoint = "llama_backend_init")]
    public static partial void BackendInit();

    [LibraryImport(Library, EntryPoint = "llama_log_set")]
    public static partial void LogSet(delegate* unmanaged[Cdecl]<int, byte*, void*, void> callback, void* userData);

    [LibraryImport(Library, EntryPoint = "llama_model_default_params")]
    public static partial LlamaModelParams ModelDefaultParams();

    [LibraryImport(Library, EntryPoint = "llama_context_default_params")]
    public static partial LlamaContextParams ContextDefaultParams();

    [LibraryImport(Library, EntryPoint = "llama_model_load_from_file", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ModelLoadFromFile(string path, LlamaModelParams parameters);

    [LibraryImport(Library, EntryPoint = "llama_model_load_from_splits")]
    public static partial nint ModelLoadFromSplits(byte** paths, nuint count, LlamaModelParams parameters);

    [LibraryImport(Library, EntryPoint = "llama_adapter_lora_init", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint AdapterInit(LlamaModelHandle model, string path);

    [LibraryImport(Library, EntryPoint = "llama_set_adapters_lora")]
    public static partial int SetAdapters(LlamaContextHandle context, nint* adapters, nuint count, float* scales);

    [LibraryImport(Library, EntryPoint = "llama_model_free")]
    public static partial void ModelFree(nint model);

    [LibraryImport(Library, EntryPoint = "llama_model_n_ctx_train")]
    public static partial int ModelTrainedContext(LlamaModelHandle model);

    [LibraryImport(Library, EntryPoint = "llama_model_n_params")]
    public static partial ulong ModelParameterCount(LlamaModelHandle model);

    [LibraryImport(Library, EntryPoint = "llama_model_size")]
    public static partial ulong ModelByteCount(LlamaModelHandle model);

    [LibraryImport(Library, EntryPoint = "llama_model_has_encoder")]
    public static partial byte ModelHasEncoder(LlamaModelHandle model);

    [LibraryImport(Library, EntryPoint = "llama_model_has_decoder")]
    public static partial byte ModelHasDecoder(LlamaModelHandle model);

    [LibraryImport(Library, EntryPoint = "llama_model_get_vocab")]
    public static partial nint ModelVocabulary(LlamaModelHandle model);

    [LibraryImport(Library, EntryPoint = "llama_init_from_model")]
    public static partial nint InitFromModel(LlamaModelHandle model, LlamaContextParams parameters);

    [LibraryImport(Library, EntryPoint = "llama_free")]
    public static partial void ContextFree(nint context);

    [LibraryImport(Library, EntryPoint = "llama_n_ctx_seq")]
    public static partial uint ContextTokensPerSequence(LlamaContextHandle context);

    [LibraryImport(Library, EntryPoint = "llama_get_memory")]
    public static partial nint GetMemory(LlamaContextHandle context);

    [LibraryImport(Library, EntryPoint = "llama_decode")]
    public static partial int Decode(LlamaContextHandle context, LlamaBatch batch);

    [LibraryImport(Library, EntryPoint = "llama_synchronize")]
    public static partial void Synchronize(LlamaContextHandle context);

    [LibraryImport(Library, EntryPoint = "llama_get_logits_ith")]
    public static partial float* GetLogits(LlamaContextHandle context, int row);

    [LibraryImport(Library, EntryPoint = "llama_memory_seq_rm")]
    public static partial byte MemoryRemove(nint memory, int sequence, int from, int to);

    [LibraryImport(Library, EntryPoint = "llama_memory_seq_cp")]
    public static partial void MemoryCopy(nint memory, int fromSequence, int toSequence, int from, int to);

    [LibraryImport(Library, EntryPoint = "llama_memory_seq_pos_max")]
    public static partial int MemoryLastPosition(nint memory, int sequence);

    [LibraryImport(Library, EntryPoint = "llama_state_seq_get_size")]
    public static partial nuint StateSize(LlamaContextHandle context, int sequence);

    [LibraryImport(Library, EntryPoint = "llama_state_seq_get_data")]
    public static partial nuint StateGet(LlamaContextHandle context, byte* state, nuint size, int sequence);

    [LibraryImport(Library, EntryPoint = "llama_state_seq_set_data")]
    public static partial nuint StateSet(LlamaContextHandle context, byte* state, nuint size, int sequence);

    [LibraryImport(Library, EntryPoint = "llama_vocab_n_tokens")]
    public static partial int VocabularySize(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_bos")]
    public static partial int VocabularyBeginOfText(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_eos")]
    public static partial int VocabularyEndOfText(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_get_add_bos")]
    public static partial byte VocabularyWantsBeginOfText(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_fim_pre")]
    public static partial int VocabularyFimPrefix(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_fim_suf")]
    public static partial int VocabularyFimSuffix(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_fim_mid")]
    public static partial int VocabularyFimMiddle(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_fim_pad")]
    public static partial int VocabularyFimPad(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_fim_rep")]
    public static partial int VocabularyFimRepository(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_fim_sep")]
    public static partial int VocabularyFimSeparator(nint vocabulary);

    [LibraryImport(Library, EntryPoint = "llama_vocab_is_eog")]
    public static partial byte VocabularyEndsGeneration(nint vocabulary, int token);

    [LibraryImport(Library, EntryPoint = "llama_vocab_get_attr")]
    public static partial int VocabularyAttributes(nint vocabulary, int token);

    [LibraryImport(Library, EntryPoint = "llama_vocab_get_text")]
    public static partial byte* VocabularyText(nint vocabulary, int token);

    [LibraryImport(Library, EntryPoint = "llama_tokenize")]
    public static partial int Tokenize(nint vocabulary, byte* text, int length, int* tokens, int capacity, byte addSpecial, byte parseSpecial);

    [LibraryImport(Library, EntryPoint = "llama_sampler_init_grammar", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint SamplerInitGrammar(nint vocabulary, string grammar, string root);

    [LibraryImport(Library, EntryPoint = "llama_sampler_apply")]
    public static partial void SamplerApply(LlamaGrammarHandle sampler, LlamaCandidateArray* candidates);

    [LibraryImport(Library, EntryPoint = "llama_sampler_accept")]
    public static partial void SamplerAccept(LlamaGrammarHandle sampler, int token);

    [LibraryImport(Library, EntryPoint = "llama_sampler_free")]
    public static partial void SamplerFree(nint sampler);

    [LibraryImport(Library, EntryPoint = "llama_token_to_piece")]
    public static partial int TokenToPiece(nint vocabulary, int token, byte* buffer, int capacity, int leftStrip, byte special);
}
