"""Sizes belong to a name, versions make another, compounds leave a doubt."""

from __future__ import annotations

import pytest

from paperstudy.matching.variants import Kinship, measure


def look(text: str, name: str) -> tuple[str, Kinship]:
    start = text.index(name)
    extent = measure(text, start, start + len(name))
    return text[start : extent.end], extent.kinship


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("resnet50을 썼다", "resnet", "resnet50"),
        ("resnet-101d ", "resnet-101d", "resnet-101d"),
        ("resnet-152", "resnet", "resnet-152"),
        ("vgg16bn", "vgg", "vgg16bn"),
        ("vit-b/16 그리고", "vit", "vit-b/16"),
        ("vit-l/14@336px", "vit", "vit-l/14@336px"),
        ("bert-base-uncased", "bert", "bert-base-uncased"),
        ("bert large 모델", "bert", "bert large"),
        ("swin_base_patch4_window7_224", "swin", "swin_base_patch4_window7_224"),
        ("efficientnet-b0", "efficientnet", "efficientnet-b0"),
        ("llama-7b", "llama", "llama-7b"),
        ("wrn-28-10", "wrn", "wrn-28-10"),
        ("yolov1", "yolo", "yolov1"),
        ("berts are", "bert", "berts"),
        ("gan's", "gan", "gan"),
    ],
)
def test_a_size_or_plural_belongs_to_the_name(text: str, name: str, whole: str) -> None:
    assert look(text, name) == (whole, Kinship.SAME)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("yolov8", "yolo"),
        ("yolo v5를", "yolo"),
        ("yolo-v4", "yolo"),
        ("dall-e 3 나왔다", "dall-e"),
        ("unet++", "unet"),
        ("deeplab+ ", "deeplab"),
        ("gpt-3.5", "gpt-3"),
        ("qwen2.5", "qwen"),
        ("stylegan3", "stylegan"),
        ("llama 3.1", "llama"),
        ("bertology", "bert"),
        ("s&p 500", "p 5"),
        ("yolo ver 2", "yolo"),
    ],
)
def test_a_version_or_longer_word_is_another_name(text: str, name: str) -> None:
    assert look(text, name)[1] is Kinship.OTHER


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("torch.nn.lstm", "lstm"),
        ("optim.adam(", "adam"),
        ("bert.py 파일", "bert"),
        ("bert.encode", "bert"),
        ("configs/boxinst/run.yaml", "boxinst"),
        ("./resnet/train", "resnet"),
        ("my_bert", "bert"),
        ("bert_config", "bert"),
        ("@adam 님", "adam"),
    ],
)
def test_code_files_and_handles_are_no_names(text: str, name: str) -> None:
    assert look(text, name)[1] is Kinship.OTHER


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bert/gpt/xlnet", "gpt"),
        ("bert+crf", "bert"),
        ("bert 2주차", "bert"),
        ("lstm 3 layers", "lstm"),
        ("bert-based", "bert"),
        ("cnn-lstm", "lstm"),
        ("2-bert", "bert"),
        ("vanilla-transformer", "transformer"),
        ("bert. 다음", "bert"),
        ("resnet(2015)", "resnet"),
    ],
)
def test_what_leaves_the_name_itself_alone(text: str, name: str) -> None:
    assert look(text, name) == (name, Kinship.SAME)


@pytest.mark.parametrize(("text", "name"), [("bert-flow", "bert"), ("patent-bert", "bert")])
def test_an_unknown_compound_is_doubtful(text: str, name: str) -> None:
    assert look(text, name)[1] is Kinship.DOUBTFUL


@pytest.mark.parametrize(("text", "name"), [("ko-bert", "bert"), ("m-bert", "bert")])
def test_a_short_prefix_makes_another_name(text: str, name: str) -> None:
    assert look(text, name)[1] is Kinship.OTHER
