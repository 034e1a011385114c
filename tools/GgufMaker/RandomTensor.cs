namespace CodeAssist.GgufMaker;

/// <param name="Name">The name by which llama.cpp looks for it.</param>
/// <param name="Dimensions">Elements in each dimension, the fastest first.</param>
/// <param name="Deviation">Standard deviation of its weights.</param>
/// <param name="Mean">Mean of its weights.</param>
internal sealed record RandomTensor(string Name, long[] Dimensions, float Deviation, float Mean)
{
    public long Count => Dimensions.Aggregate(1L, (product, dimension) => product * dimension);

    public bool IsMatrix => Dimensions.Length > 1;

    public uint Type(WeightType weights) => IsMatrix ? (uint)weights : 0;

    public long ByteCount(WeightType weights) => (IsMatrix, weights) switch
    {
        (false, _) => Count * 4,
        (true, WeightType.Q8) => Count / 32 * 34,
        _ => Count * 2,
    };
}
