namespace CodeAssist.ModelHost.Gguf;

/// <summary>One value of the header. Of an array only its kind and length are kept: the tokenizer's are megabytes.</summary>
/// <param name="Type">What it is; of an array, what its elements are.</param>
/// <param name="Number">The value of every kind of number; 1 for true.</param>
/// <param name="Text">The value of a text.</param>
/// <param name="Length">Elements of an array, or null for a single value.</param>
internal readonly record struct GgufValue(GgufValueType Type, double Number, string? Text, long? Length);
