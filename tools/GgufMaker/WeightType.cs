namespace CodeAssist.GgufMaker;

/// <summary>How the matrices are stored; vectors are always full floats.</summary>
public enum WeightType
{
    /// <summary>Two bytes a weight.</summary>
    F16 = 1,

    /// <summary>Blocks of 32 weights in 34 bytes.</summary>
    Q8 = 8,
}
